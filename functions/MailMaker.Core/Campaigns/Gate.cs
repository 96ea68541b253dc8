using NodaTime;

namespace MailMaker.Core.Campaigns;

/// <summary>The one decision on which every message hangs.</summary>
public static class Gate
{
    // Rules that push each other on settle after a few rounds; what does not is decided again at the moment reached.
    private const int MostRounds = 100;

    /// <summary>Decides for one recipient of one campaign at one moment.</summary>
    /// <param name="recipient">What is known of the contact.</param>
    /// <param name="campaign">What is known of the campaign.</param>
    /// <param name="policy">The do-not-disturb policy of list and account.</param>
    /// <param name="now">The moment.</param>
    public static GateDecision Decide(Recipient recipient, CampaignTerms campaign, DoNotDisturb policy, DateTimeOffset now)
    {
        if (Bar(recipient) is { } drop)
            return drop;
        if (campaign.ExpiresAt <= now)
            return new GateDecision.Drop(Outcome.Expired);
        var zone = policy.ZoneOf(recipient.TimeZone);
        if (campaign.Schedule?.DeferUntil(zone, now) is { } due)
            return new GateDecision.Defer(due, DeferReason.Schedule);
        if (policy.OpensAt(zone, recipient.NightConsent, now) is var opens && opens > now)
            return opens >= campaign.ExpiresAt ? new GateDecision.Drop(Outcome.Expired) : new GateDecision.Defer(opens, DeferReason.QuietHours);
        var caps = new RecipientCaps(recipient, campaign, policy, zone);
        if (caps.RefusalAt(now) is not { } refusal)
            return GateDecision.Send.Instance;
        return !refusal.Drops && EarliestAt(caps, policy, zone, recipient.NightConsent, now) is { } at && !(at >= campaign.ExpiresAt)
            ? new GateDecision.Defer(at, DeferReason.Capped)
            : new GateDecision.Drop(Outcome.Capped, refusal.Rule.Number);
    }

    /// <summary>What bars a recipient whatever the hour, the weightiest reason first; null when nothing does. The estimate of an audience asks it too.</summary>
    /// <remarks>The address comes before the consent: whom nothing can reach would not be reached by agreeing either, and text messages are agreed to by who has a number.</remarks>
    public static GateDecision.Drop? Bar(Recipient recipient) => recipient switch
    {
        { Exists: false } => new(Outcome.ContactRemoved),
        { HasLeft: true } => new(Outcome.Unsubscribed),
        { Suppression: { } reason } => new(Outcome.Suppressed, (int)reason + 1),
        { HasAddress: false } => new(Outcome.NoAddress),
        { Consented: false } => new(Outcome.NotConsented),
        { IsExcluded: true } => new(Outcome.Excluded),
        { IsAddressValid: false } => new(Outcome.InvalidAddress),
        { IsDuplicate: true } => new(Outcome.Duplicate),
        _ => null,
    };

    // The latest of the rules' earliest moments, asked again until all of them allow the same one: the end of a window may lie in quiet hours, their end in another window.
    private static DateTimeOffset? EarliestAt(RecipientCaps caps, DoNotDisturb policy, DateTimeZone zone, bool nightConsent, DateTimeOffset now)
    {
        var at = now;
        for (var round = 0; round < MostRounds; round++)
        {
            var opens = policy.OpensAt(zone, nightConsent, at);
            if (caps.RefusalAt(opens) is not { } refusal)
                return opens;
            if (refusal.OpensAt is not { } next)
                return null;
            at = next;
        }

        return at;
    }
}
