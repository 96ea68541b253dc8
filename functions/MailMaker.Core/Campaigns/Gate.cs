using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Campaigns;

/// <summary>The one decision on which every message hangs.</summary>
public static class Gate
{
    /// <summary>Decides for one recipient of one campaign at one moment.</summary>
    /// <param name="recipient">What is known of the contact.</param>
    /// <param name="campaign">The campaign's tag: a claim of its own in the history is not counted against it.</param>
    /// <param name="caps">The list's do-not-disturb rules; all must allow.</param>
    /// <param name="zone">The zone of calendar windows.</param>
    /// <param name="now">The moment.</param>
    public static GateDecision Decide(Recipient recipient, CampaignTag campaign, IReadOnlyList<FrequencyCap> caps, DateTimeZone zone, DateTimeOffset now)
    {
        if (!recipient.Exists)
            return new GateDecision.Drop(Outcome.ContactRemoved);
        if (recipient.HasLeft)
            return new GateDecision.Drop(Outcome.Unsubscribed);
        if (!recipient.Consented)
            return new GateDecision.Drop(Outcome.NotConsented);
        if (recipient.IsSuppressed)
            return new GateDecision.Drop(Outcome.Suppressed);
        if (!recipient.HasAddress)
            return new GateDecision.Drop(Outcome.NoAddress);
        // Claimed before (the worker died, or the channel asked to wait): the slot is already ours.
        if (recipient.History.Holds(campaign))
            return GateDecision.Send.Instance;
        foreach (var cap in caps)
        {
            if (recipient.History.CountSince(CapWindows.StartOf(cap, zone, now)) >= cap.Max)
                return new GateDecision.Drop(Outcome.Capped);
        }

        return GateDecision.Send.Instance;
    }
}
