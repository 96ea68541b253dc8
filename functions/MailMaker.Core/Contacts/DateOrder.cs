namespace MailMaker.Core.Contacts;

/// <summary>The order of a date's parts where the figures themselves leave it open.</summary>
public enum DateOrder
{
    /// <summary>31/12/1980, 31.12.80: Italy and most of the world.</summary>
    DayMonthYear,

    /// <summary>12/31/1980: the United States.</summary>
    MonthDayYear,

    /// <summary>80.12.31, 801231: Korea, Japan, China.</summary>
    YearMonthDay,
}
