using System.Text.Json;
using MailMaker.Core.Accounts;
using MailMaker.Core.Lists;
using MailMaker.Core.Segments;
using MailMaker.Core.Tracking;

namespace MailMaker.Core.Campaigns;

/// <summary>The body of a request that makes or changes a campaign; see <see cref="Campaign"/> for the members.</summary>
public sealed record CampaignDefinition
{
    /// <inheritdoc cref="Campaign.List"/>
    public string? List { get; init; }

    /// <summary>Names of the lists it goes to, in place of <see cref="List"/>; 1 to <see cref="AudienceLists.Most"/>.</summary>
    public IReadOnlyList<string>? Lists { get; init; }

    /// <inheritdoc cref="Campaign.ExcludedLists"/>
    public IReadOnlyList<string>? ExcludedLists { get; init; }

    /// <summary>Whom of its lists it means, see <see cref="SegmentReader"/>; null for everybody.</summary>
    public JsonElement? Filter { get; init; }

    /// <inheritdoc cref="Campaign.Template"/>
    public string? Template { get; init; }

    /// <inheritdoc cref="Campaign.SenderAddress"/>
    public string? SenderAddress { get; init; }

    /// <inheritdoc cref="Campaign.SenderName"/>
    public string? SenderName { get; init; }

    /// <inheritdoc cref="Campaign.Channel"/>
    public CampaignChannel Channel { get; init; } = CampaignChannel.Email;

    /// <inheritdoc cref="Campaign.SmsTemplate"/>
    public string? SmsTemplate { get; init; }

    /// <inheritdoc cref="Campaign.SmsSender"/>
    public string? SmsSender { get; init; }

    /// <inheritdoc cref="Campaign.Rate"/>
    public CampaignRate? Rate { get; init; }

    /// <inheritdoc cref="Campaign.Schedule"/>
    public CampaignSchedule? Schedule { get; init; }

    /// <inheritdoc cref="Campaign.ExpiresAfter"/>
    public string? ExpiresAfter { get; init; }

    /// <inheritdoc cref="Campaign.Priority"/>
    public CampaignPriority Priority { get; init; } = CampaignPriority.Normal;

    /// <inheritdoc cref="Campaign.WhenCapped"/>
    public WhenCapped WhenCapped { get; init; }

    /// <inheritdoc cref="Campaign.Tracking"/>
    public CampaignTracking? Tracking { get; init; }

    /// <inheritdoc cref="Campaign.Strict"/>
    public bool Strict { get; init; } = true;

    /// <summary>The campaign that is asked for, or what is wrong.</summary>
    public Checked<Campaign> ToCampaign(string account, string name)
    {
        var problems = new List<Problem>();
        if (!Names.IsValid(name))
            problems.Add(new("", $"The campaign's name in the path must have {Names.Rule}."));
        problems.AddRange(CheckLists());
        problems.AddRange(CheckExcluded());
        var filter = Filter is { } json ? SegmentReader.Read(json, "/filter") : null;
        problems.AddRange(filter?.Problems ?? []);
        if (Channel != CampaignChannel.Sms && !Names.IsValid(Template))
            problems.Add(new("/template", "Name the template that the campaign sends."));
        problems.AddRange(Senders.Check("/senderAddress", SenderAddress, "/senderName", SenderName));
        if (Channel != CampaignChannel.Email && !Names.IsValid(SmsTemplate))
            problems.Add(new("/smsTemplate", "Name the template of the campaign's text messages."));
        problems.AddRange(SmsSenders.Check("/smsSender", SmsSender));
        problems.AddRange(Rate?.Check() ?? []);
        problems.AddRange(Schedule?.Check() ?? []);
        if (ExpiresAfter is not null && CampaignExpiry.Parse(ExpiresAfter) is null)
            problems.Add(new("/expiresAfter", "Write an ISO 8601 duration from one minute to 30 days, such as PT72H or P3D."));
        return problems.Count > 0 ? new(null, problems) : new(
            new Campaign
            {
                Account = account, Name = name, List = List ?? Lists![0], Lists = [.. (Lists ?? [List!]).Select(l => new AudienceList(l))],
                ExcludedLists = ExcludedLists ?? [], Filter = filter?.Value,
                Template = Template ?? "", SenderAddress = SenderAddress ?? "", SenderName = SenderName ?? "",
                Channel = Channel, SmsTemplate = SmsTemplate, SmsSender = SmsSender ?? "", Rate = Rate, Priority = Priority, WhenCapped = WhenCapped,
                Schedule = Schedule, ExpiresAfter = ExpiresAfter ?? CampaignExpiry.Default,
                Tracking = Tracking ?? new(), Strict = Strict,
            },
            []);
    }

    private IEnumerable<Problem> CheckExcluded()
    {
        if (ExcludedLists?.Count > AudienceLists.Most)
            yield return new("/excludedLists", $"A campaign excludes at most {AudienceLists.Most} lists.");
        for (var i = 0; i < ExcludedLists?.Count; i++)
        {
            if (!Names.IsValid(ExcludedLists[i]))
                yield return new($"/excludedLists/{i}", $"A list's name has {Names.Rule}.");
            else if (ExcludedLists[i] == List || Lists?.Contains(ExcludedLists[i]) == true)
                yield return new($"/excludedLists/{i}", "The campaign goes to this list: excluded, nobody of it would be reached.");
        }
    }

    private IEnumerable<Problem> CheckLists()
    {
        if (Lists is null && !Names.IsValid(List))
            yield return new("/list", "Name the list that the campaign goes to, or several in lists.");
        if (Lists is null)
            yield break;
        if (List is not null)
            yield return new("/list", "A campaign has list or lists, not both.");
        if (Lists.Count is 0 or > AudienceLists.Most)
            yield return new("/lists", $"A campaign goes to 1 to {AudienceLists.Most} lists.");
        for (var i = 0; i < Lists.Count; i++)
        {
            if (!Names.IsValid(Lists[i]))
                yield return new($"/lists/{i}", $"A list's name has {Names.Rule}.");
            else if (Lists.Take(i).Contains(Lists[i]))
                yield return new($"/lists/{i}", "The list is named above already.");
        }
    }
}
