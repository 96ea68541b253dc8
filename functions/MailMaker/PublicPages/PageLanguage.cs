namespace MailMaker.PublicPages;

/// <summary>The languages that public pages speak.</summary>
internal enum PageLanguage
{
    /// <summary>English, for all who read none of the others.</summary>
    English,

    /// <summary>Italian.</summary>
    Italian,

    /// <summary>Korean.</summary>
    Korean,
}
