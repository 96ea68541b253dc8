using MailMaker.Core.Lists;

namespace MailMaker.Core.Accounts;

/// <summary>A client of MailMaker: the owner of lists, templates and campaigns.</summary>
public sealed record Account
{
    /// <summary>The account's name (see <see cref="Names"/>).</summary>
    public required string Name { get; init; }

    /// <summary>The name people read; at most 200 characters.</summary>
    public string Title { get; init; } = "";

    /// <summary>Address that mails are sent from when the campaign names none.</summary>
    public string SenderAddress { get; init; } = "";

    /// <summary>Display name that mails are sent from when the campaign names none.</summary>
    public string SenderName { get; init; } = "";

    /// <summary>What text messages are sent from when the campaign names nothing: a number, a short code, or a name of up to 11 letters and digits.</summary>
    public string SmsSender { get; init; } = "";

    /// <summary>How fast its senders may go; empty: as fast as it goes.</summary>
    public IReadOnlyList<SenderRate> SenderRates { get; init; } = [];

    /// <summary>IANA time zone of the account, such as <c>Europe/Rome</c>.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>What the account's public pages look like; null for plain ones.</summary>
    public Brand? Brand { get; init; }

    /// <summary>Whether campaigns need a second person's approval before they are launched; null: they don't.</summary>
    public ApprovalSettings? Approval { get; init; }

    /// <summary>Where the images of the account's mails lie, such as <c>https://static.example.com/acme</c>; empty when it has no such place.</summary>
    public string AssetsUrl { get; init; } = "";

    /// <summary>When addresses that fail again and again are suppressed; null: five failures within 30 days, on three of them.</summary>
    public SoftBounceSettings? SoftBounces { get; init; }

    /// <summary>Do-not-disturb rules by person: they count what went to an address through any list of the account; all must allow a message.</summary>
    public IReadOnlyList<FrequencyCap> Caps { get; init; } = [];
}
