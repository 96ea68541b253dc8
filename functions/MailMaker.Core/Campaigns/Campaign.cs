using MailMaker.Core.Lists;
using MailMaker.Core.Segments;
using MailMaker.Core.Tracking;

namespace MailMaker.Core.Campaigns;

/// <summary>A mailing to one or more lists, and where it stands.</summary>
public sealed record Campaign
{
    /// <summary>The owner's name.</summary>
    public required string Account { get; init; }

    /// <summary>The campaign's name (see <see cref="Names"/>).</summary>
    public required string Name { get; init; }

    /// <summary>The list it goes to; the first one when there are more.</summary>
    public required string List { get; init; }

    /// <summary>The lists it goes to. Their buckets are numbered when it is launched; whoever loops over the buckets takes those of all lists.</summary>
    public IReadOnlyList<AudienceList> Lists
    {
        // A campaign that was stored when it had one list names nothing but that.
        get => field.Count > 0 ? field : [new AudienceList(List)];
        init;
    } = [];

    /// <summary>Names of lists whose people it does not go to, by address. Their addresses are read when it is launched.</summary>
    public IReadOnlyList<string> ExcludedLists { get; init; } = [];

    /// <summary>Whom of its lists it means; null for everybody. Asked when the audience is fixed, of the fields as they are then.</summary>
    public SegmentExpression? Filter { get; init; }

    /// <summary>Whether two of its contacts may have the same address: false where the address is the key of its only list. Known from the launch on.</summary>
    public bool MayRepeatAddresses { get; init; }

    /// <summary>The template it sends.</summary>
    public required string Template { get; init; }

    /// <summary>Sender's address; the account's when empty.</summary>
    public string SenderAddress { get; init; } = "";

    /// <summary>Sender's display name; the account's when empty.</summary>
    public string SenderName { get; init; } = "";

    /// <summary>The way or ways it takes.</summary>
    public CampaignChannel Channel { get; init; } = CampaignChannel.Email;

    /// <summary>The template of its text messages; null for e-mail alone.</summary>
    public string? SmsTemplate { get; init; }

    /// <summary>Sender of its text messages; the account's when empty.</summary>
    public string SmsSender { get; init; } = "";

    /// <summary>How fast it may go; null: as fast as it goes.</summary>
    public CampaignRate? Rate { get; init; }

    /// <summary>What its messages weigh beside those of other campaigns.</summary>
    public CampaignPriority Priority { get; init; } = CampaignPriority.Normal;

    /// <summary>What becomes of a recipient whose frequency cap is used up.</summary>
    public WhenCapped WhenCapped { get; init; }

    /// <summary>What it follows; both opens and clicks unless told otherwise.</summary>
    public CampaignTracking Tracking { get; init; } = new();

    /// <summary>Whether a template that uses a field that none of the lists has is refused at launch (default).</summary>
    public bool Strict { get; init; } = true;

    /// <summary>Where it is in its life.</summary>
    public CampaignState State { get; init; } = CampaignState.Draft;

    /// <summary>When it goes out once it is launched; null for at once.</summary>
    public CampaignSchedule? Schedule { get; init; }

    /// <summary>How long after the launch it may still hand over messages: an ISO 8601 duration, see <see cref="CampaignExpiry"/>.</summary>
    public string ExpiresAfter { get; init; } = CampaignExpiry.Default;

    /// <summary>When it begins; null when it is not scheduled.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>How often it was launched or scheduled.</summary>
    public int Launches { get; init; }

    /// <summary>When it began: the launch, or the moment of its schedule.</summary>
    public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>After this moment nothing more is handed over; fixed when it begins, null before.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who wrote it last, as the caller said; empty when it said nothing.</summary>
    public string EditedBy { get; init; } = "";

    /// <summary>Who launched it, as the caller said; empty when it said nothing.</summary>
    public string LaunchedBy { get; init; } = "";

    /// <summary>A second person's approval; null when there is none.</summary>
    public CampaignApproval? Approval { get; init; }

    /// <summary>When the last recipient got an outcome.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Contacts it was planned for; null until the audience is fixed.</summary>
    public int? Audience { get; init; }

    /// <summary>Why it failed, in words; null otherwise.</summary>
    public string? Failure { get; init; }

    /// <summary>The member of the definition that the failure comes from, as a JSON pointer; null when it comes from none.</summary>
    public string? FailurePointer { get; init; }

    /// <summary>Since when what is open waits to be put on the queue again; null when all of it is there.</summary>
    public DateTimeOffset? RequeueAt { get; init; }
}
