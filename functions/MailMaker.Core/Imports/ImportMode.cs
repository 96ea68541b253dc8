namespace MailMaker.Core.Imports;

/// <summary>What a file says about contacts that it does not name.</summary>
public enum ImportMode
{
    /// <summary>Nothing: they stay.</summary>
    Incremental,

    /// <summary>They are gone: the file is the whole list.</summary>
    Full,
}
