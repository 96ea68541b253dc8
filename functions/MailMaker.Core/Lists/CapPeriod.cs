namespace MailMaker.Core.Lists;

/// <summary>The length of a frequency cap's window.</summary>
public enum CapPeriod
{
    /// <summary>24 hours, or the calendar day.</summary>
    Day,

    /// <summary>7 times 24 hours, or the calendar week from Monday (ISO 8601).</summary>
    Week,

    /// <summary>30 times 24 hours, or the calendar month.</summary>
    Month,
}
