using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Campaigns;

/// <summary>The one decision on which every message hangs.</summary>
public static class Gate
{
    /// <summary>Decides for one recipient of one campaign at one moment.</summary>
    /// <param name="recipient">What is known of the contact.</param>
    /// <param name="campaign">The campaign's tag: a claim of its own in the history is not counted against it.</param>
    /// <param name="policy">The list's do-not-disturb policy.</param>
    /// <param name="now">The moment.</param>
    public static GateDecision Decide(Recipient recipient, CampaignTag campaign, DoNotDisturb policy, DateTimeOffset now)
    {
        if (Bar(recipient) is { } drop)
            return drop;
        var zone = policy.ZoneOf(recipient.TimeZone);
        if ((EndOf(policy.QuietHours, recipient, zone, now) ?? EndOf(policy.Night, recipient, zone, now)) is { } end)
            return new GateDecision.Defer(end, DeferReason.QuietHours);
        // Claimed before (the worker died, or the channel asked to wait): the slot is already ours.
        if (recipient.History.Holds(campaign))
            return GateDecision.Send.Instance;
        return Refusal(recipient, campaign, policy, zone, now) is { } rule ? new GateDecision.Drop(Outcome.Capped, rule.Number) : GateDecision.Send.Instance;
    }

    private static DateTimeOffset? EndOf(QuietHours? quiet, Recipient recipient, DateTimeZone zone, DateTimeOffset now) =>
        quiet is null || (quiet.UnlessNightConsent && recipient.NightConsent) ? null : quiet.EndAfter(zone, now);

    // What bars a recipient whatever the hour, the weightiest reason first.
    private static GateDecision.Drop? Bar(Recipient recipient) => recipient switch
    {
        { Exists: false } => new(Outcome.ContactRemoved),
        { HasLeft: true } => new(Outcome.Unsubscribed),
        { Suppression: { } reason } => new(Outcome.Suppressed, (int)reason + 1),
        { Consented: false } => new(Outcome.NotConsented),
        { HasAddress: false } => new(Outcome.NoAddress),
        _ => null,
    };

    private static CapRule? Refusal(Recipient recipient, CampaignTag campaign, DoNotDisturb policy, DateTimeZone zone, DateTimeOffset now)
    {
        for (var i = 0; i < policy.Caps.Count; i++)
        {
            if (IsUsedUp(policy.Caps[i]))
                return CapRule.OfList(i);
        }

        return DoNotDisturb.OwnCap(recipient.Frequency) is { } own && IsUsedUp(own) ? CapRule.OwnChoice : null;

        bool IsUsedUp(FrequencyCap cap) => (cap.Channel is null || cap.Channel == campaign.Channel)
            && recipient.History.CountSince(CapWindows.StartOf(cap, zone, now), cap.Channel) >= cap.Max;
    }
}
