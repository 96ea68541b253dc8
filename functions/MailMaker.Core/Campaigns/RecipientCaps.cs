using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Campaigns;

/// <summary>All frequency caps that one recipient of one campaign is under: the list's, what the person chose, and the account's.</summary>
internal readonly struct RecipientCaps
{
    private readonly CampaignTerms campaign;
    private readonly DoNotDisturb policy;
    private readonly DateTimeZone zone;
    private readonly FrequencyCap? own;
    private readonly SendHistory contact;
    private readonly SendHistory person;

    public RecipientCaps(Recipient recipient, CampaignTerms campaign, DoNotDisturb policy, DateTimeZone zone)
    {
        (this.campaign, this.policy, this.zone) = (campaign, policy, zone);
        own = DoNotDisturb.OwnCap(recipient.Frequency);
        // Claimed before (the worker died, or the channel asked to wait): what is decided now takes the claim's place, so it does not count beside it.
        contact = recipient.History.Without(campaign.Tag);
        person = recipient.PersonHistory.Without(campaign.Tag);
    }

    /// <summary>The rule that holds the recipient back longest at a moment; null when all let it through.</summary>
    public CapRefusal? RefusalAt(DateTimeOffset at)
    {
        CapRefusal? refusal = null;
        for (var i = 0; i < policy.Caps.Count; i++)
            Ask(policy.Caps[i], CapRule.OfList(i), contact, at, ref refusal);
        if (own is not null)
            Ask(own, CapRule.OwnChoice, contact, at, ref refusal);
        for (var i = 0; i < policy.AccountCaps.Count; i++)
            Ask(policy.AccountCaps[i], CapRule.OfAccount(i), person, at, ref refusal);
        return refusal;
    }

    private void Ask(FrequencyCap cap, CapRule rule, SendHistory history, DateTimeOffset at, ref CapRefusal? refusal)
    {
        if (cap.Channel is not null && cap.Channel != campaign.Tag.Channel)
            return;
        var opens = CapWindows.OpensAt(cap, campaign.SlotsOf(cap), history, zone, at);
        if (opens == at)
            return;
        var refused = new CapRefusal(rule, opens, opens is null || cap.WhenCapped == WhenCapped.Drop || campaign.WhenCapped == WhenCapped.Drop);
        if (refused.Outlasts(refusal))
            refusal = refused;
    }
}
