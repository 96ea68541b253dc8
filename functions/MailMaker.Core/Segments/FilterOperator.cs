namespace MailMaker.Core.Segments;

/// <summary>How a field is compared. The words of the JSON form stand in <see cref="FilterOperators"/>.</summary>
public enum FilterOperator
{
    /// <summary>The field has this value; text without regard to case.</summary>
    Equals,

    /// <summary>The field has one of these values.</summary>
    In,

    /// <summary>The text begins so, without regard to case.</summary>
    StartsWith,

    /// <summary>The text has this in it, without regard to case.</summary>
    Contains,

    /// <summary>Whether the field has no value (true) or has one (false).</summary>
    Empty,

    /// <summary>A number or date below this one.</summary>
    LessThan,

    /// <summary>A number or date not above this one.</summary>
    AtMost,

    /// <summary>A number or date not below this one.</summary>
    AtLeast,

    /// <summary>A number or date above this one.</summary>
    MoreThan,

    /// <summary>A number or date between two, both included.</summary>
    Between,

    /// <summary>A date from so many days ago to today, both included.</summary>
    InPastDays,

    /// <summary>A date from today to so many days ahead, both included.</summary>
    InNextDays,

    /// <summary>A date whose day of the year, whatever the year, comes from today to so many days ahead, both included. 29 February comes on the 28th in common years.</summary>
    AnniversaryInNextDays,
}
