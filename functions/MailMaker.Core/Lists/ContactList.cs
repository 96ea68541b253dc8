namespace MailMaker.Core.Lists;

/// <summary>A list of contacts with its own key, fields, policy and data controller.</summary>
public sealed record ContactList
{
    /// <summary>Own fields a list may have.</summary>
    public const int MostFields = 200;

    /// <summary>Lists an account may have.</summary>
    public const int MostListsPerAccount = 500;

    /// <summary>The owner's name.</summary>
    public required string Account { get; init; }

    /// <summary>The list's name (see <see cref="Names"/>).</summary>
    public required string Name { get; init; }

    /// <summary>The name people read; at most 200 characters.</summary>
    public string Title { get; init; } = "";

    /// <summary>What identifies a contact. Fixed when the list is made.</summary>
    public KeyKind Key { get; init; } = KeyKind.Email;

    /// <summary>The list's own fields; at most <see cref="MostFields"/>.</summary>
    public IReadOnlyList<ContactField> Fields { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2 country of the list: mobiles without a country code are read as its numbers.</summary>
    public string Country { get; init; } = "IT";

    /// <summary>IANA time zone of contacts who have none of their own: for calendar windows and quiet hours.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Who answers for the list's personal data.</summary>
    public DataController? DataController { get; init; }

    /// <summary>The do-not-disturb rules; all must allow a message.</summary>
    public IReadOnlyList<FrequencyCap> Caps { get; init; } = [];

    /// <summary>The hours of each day in which messages wait; null for none.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>The hours of the week in which alone messages go out; empty for all of them.</summary>
    public IReadOnlyList<SendWindow> SendWindows { get; init; } = [];

    /// <summary>Whether files and calls can't resubscribe who has left (default). See promise 5 of the design.</summary>
    public bool ProtectGoodbyes { get; init; } = true;

    /// <summary>Whether the data controller is told by mail what each import did.</summary>
    public bool ImportReports { get; init; }

    /// <summary>The share of the list, 0 to 1, that a full import may remove without approval.</summary>
    public double RemovalGuard { get; init; } = 0.2;

    /// <summary>The law that the list is kept under.</summary>
    public Regime Regime { get; init; } = Regime.Eu;

    /// <summary>What the list overrides of its regime.</summary>
    public ListLaw? Law { get; init; }

    /// <summary>Partitions that the contacts are spread over, 1 to 1,024. Fixed when the list is made.</summary>
    public int Buckets { get; init; } = 64;

    /// <summary>Since when the list is being deleted; null while it is in use.</summary>
    public DateTimeOffset? DeletingSince { get; init; }
}
