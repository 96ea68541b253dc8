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

    /// <summary>The campaign that is asked for, or what is wrong.</summary>
    public Checked<Campaign> ToCampaign(string account, string name)
    {
        var problems = new List<Problem>();
        if (!Names.IsValid(name))
            problems.Add(new("", $"The campaign's name in the path must have {Names.Rule}."));
        if (!Names.IsValid(List))
            problems.Add(new("/list", "Name the list that the campaign goes to."));
        if (!Names.IsValid(Template))
            problems.Add(new("/template", "Name the template that the campaign sends."));
        problems.AddRange(Senders.Check("/senderAddress", SenderAddress, "/senderName", SenderName));
        return problems.Count > 0 ? new(null, problems) : new(
            new Campaign
            {
                Account = account, Name = name, List = List!, Template = Template!, SenderAddress = SenderAddress ?? "", SenderName = SenderName ?? "",
            },
            []);
    }
}
