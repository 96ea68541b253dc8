namespace MailMaker.Core.Imports;

/// <summary>What an import does with a column.</summary>
public enum ColumnUse
{
    /// <summary>It fills a built-in field.</summary>
    BuiltIn,

    /// <summary>It fills a field of the list's own.</summary>
    Own,

    /// <summary>No field has its heading: it is kept as text under its cleaned name.</summary>
    Custom,

    /// <summary>An earlier column fills the same field: it is not read.</summary>
    Duplicate,

    /// <summary>It has no heading that a field could be named by, or the contact has no room for one more field: it is not read.</summary>
    Ignored,
}
