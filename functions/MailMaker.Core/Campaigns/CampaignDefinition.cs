using MailMaker.Core.Accounts;

namespace MailMaker.Core.Campaigns;

/// <summary>The body of a request that makes or changes a campaign; see <see cref="Campaign"/> for the members.</summary>
public sealed record CampaignDefinition
{
    /// <inheritdoc cref="Campaign.List"/>
    public string? List { get; init; }

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

    /// <summary>The campaign that is asked for, or what is wrong.</summary>
    public Checked<Campaign> ToCampaign(string account, string name)
    {
        var problems = new List<Problem>();
        if (!Names.IsValid(name))
            problems.Add(new("", $"The campaign's name in the path must have {Names.Rule}."));
        if (!Names.IsValid(List))
            problems.Add(new("/list", "Name the list that the campaign goes to."));
        if (Channel != CampaignChannel.Sms && !Names.IsValid(Template))
            problems.Add(new("/template", "Name the template that the campaign sends."));
        problems.AddRange(Senders.Check("/senderAddress", SenderAddress, "/senderName", SenderName));
        if (Channel != CampaignChannel.Email && !Names.IsValid(SmsTemplate))
            problems.Add(new("/smsTemplate", "Name the template of the campaign's text messages."));
        problems.AddRange(SmsSenders.Check("/smsSender", SmsSender));
        problems.AddRange(Rate?.Check() ?? []);
        return problems.Count > 0 ? new(null, problems) : new(
            new Campaign
            {
                Account = account, Name = name, List = List!, Template = Template ?? "", SenderAddress = SenderAddress ?? "", SenderName = SenderName ?? "",
                Channel = Channel, SmsTemplate = SmsTemplate, SmsSender = SmsSender ?? "", Rate = Rate,
            },
            []);
    }
}
