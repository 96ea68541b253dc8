namespace MailMaker.Core.Imports;

/// <summary>What a cell holds. In a text file every cell is text.</summary>
internal enum CellKind
{
    /// <summary>Text as somebody wrote it, or nothing.</summary>
    Text,

    /// <summary>A number as a machine writes it: digits, a point as the decimal mark, no grouping.</summary>
    Number,

    /// <summary>A date, with or without a time of day, in ISO 8601 form.</summary>
    Date,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An error of a formula, such as <c>#N/A</c>.</summary>
    Error,
}
