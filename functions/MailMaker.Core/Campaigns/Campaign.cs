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

    /// <summary>Where it is in its life.</summary>
    public CampaignState State { get; init; } = CampaignState.Draft;

    /// <summary>When it was launched.</summary>
    public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>When the last recipient got an outcome.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Contacts it was planned for; null until the audience is fixed.</summary>
    public int? Audience { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Failure { get; init; }
}
