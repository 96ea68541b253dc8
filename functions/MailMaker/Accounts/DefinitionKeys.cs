namespace MailMaker.Accounts;

/// <summary>The keys of definitions within an account.</summary>
public static class DefinitionKeys
{
    /// <summary>The account itself.</summary>
    public const string Account = "account";

    /// <summary>A list.</summary>
    public static string List(string name) => "list|" + name;

    /// <summary>What is kept of a deleted list.</summary>
    public static string DeletedList(string name) => "deleted-list|" + name;

    /// <summary>A template.</summary>
    public static string Template(string name) => "template|" + name;

    /// <summary>How far a campaign under way was when it last moved.</summary>
    public static string ProgressMark(string name) => "progress|" + name;

    /// <summary>A campaign.</summary>
    public static string Campaign(string name) => "campaign|" + name;

    /// <summary>What a campaign sent to its only list, fixed when it was launched; written by earlier versions.</summary>
    public static string CampaignContent(string name) => "content|" + name;

    /// <summary>What a campaign sends to one of its lists, fixed when it was launched.</summary>
    public static string CampaignContent(string name, string list) => $"content|{name}|{list}";
}
