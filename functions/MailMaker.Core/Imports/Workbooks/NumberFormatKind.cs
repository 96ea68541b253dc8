namespace MailMaker.Core.Imports.Workbooks;

/// <summary>What a number format makes of a number.</summary>
internal enum NumberFormatKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A date, perhaps with a time of day.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>Digits in fixed places, such as postal codes and telephone numbers: leading zeros are part of it.</summary>
    Digits,
}
