namespace MailMaker.Core.Campaigns;

/// <summary>Two people agree to what goes out: the one who approves is neither the one who wrote the campaign last nor the one who launches it.</summary>
public static class ApprovalDecision
{
    /// <summary>The campaign with the approval, or why not.</summary>
    /// <param name="campaign">The campaign as it is.</param>
    /// <param name="by">Who approves; empty when the caller said nothing.</param>
    /// <param name="content">The fingerprint of what it would send now.</param>
    /// <param name="now">The moment.</param>
    public static Checked<Campaign> Approve(Campaign campaign, string by, string content, DateTimeOffset now)
    {
        if (!CampaignTransitions.IsEditable(campaign.State))
            return Refused("", $"The campaign is {LaunchDecision.Word(campaign.State)}: only a draft or a failed one can be approved.");
        if (by.Length == 0)
            return Refused("/user", "Say who approves: in user, or in the header x-mailmaker-user.");
        if (campaign.EditedBy.Length == 0)
            return Refused("", "It is not known who wrote the campaign last. Write it again with the header x-mailmaker-user, then have somebody else approve it.");
        if (IsSame(by, campaign.EditedBy))
            return Refused("/user", "Who wrote the campaign last can't approve it: have a second person do it.");
        return new(campaign with { Approval = new CampaignApproval(by, now, content) }, []);
    }

    /// <summary>What a launch lacks where the account asks for approval; null when it may go.</summary>
    /// <param name="campaign">The campaign as it is.</param>
    /// <param name="launchedBy">Who launches it; empty when the caller said nothing.</param>
    /// <param name="content">The fingerprint of what it would send now.</param>
    public static Problem? Missing(Campaign campaign, string launchedBy, string content)
    {
        if (campaign.Approval is not { } approval)
            return new("", "The account asks for a second person's approval: have one call approve, then launch it.");
        if (approval.Content != content)
            return new("", "The template, the list or the sender was changed after the approval: have it approved again.");
        if (launchedBy.Length == 0)
            return new("", "The account asks for a second person's approval: say who launches in the header x-mailmaker-user.");
        return IsSame(launchedBy, approval.By) ? new("", "Who approved the campaign can't launch it: have the other person do it.") : null;
    }

    private static bool IsSame(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static Checked<Campaign> Refused(string pointer, string detail) => new(null, [new Problem(pointer, detail)]);
}
