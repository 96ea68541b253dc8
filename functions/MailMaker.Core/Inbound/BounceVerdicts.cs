namespace MailMaker.Core.Inbound;

/// <summary>Decides what to do about bounces.</summary>
public static class BounceVerdicts
{
    /// <summary>The verdict on one recipient of a bounce.</summary>
    /// <param name="recipient">The recipient.</param>
    /// <param name="earlier">Its soft bounces so far, without this one.</param>
    /// <param name="lastSignOfLifeAt">When it was last seen alive, if ever.</param>
    /// <param name="rule">When soft bounces end an address.</param>
    /// <param name="now">When this bounce came.</param>
    /// <returns>The verdict.</returns>
    public static BounceVerdict Of(
        BouncedRecipient recipient, IEnumerable<DateTimeOffset> earlier, DateTimeOffset? lastSignOfLifeAt, SoftBounceRule rule, DateTimeOffset now)
    {
        if (recipient.Action != DeliveryAction.Failed)
            return BounceVerdict.Ignore;
        return recipient.Class switch
        {
            BounceClass.Hard => BounceVerdict.SuppressAsHard,
            BounceClass.Block => BounceVerdict.Ignore,
            _ => rule.IsMet(earlier.Append(now), lastSignOfLifeAt, now) ? BounceVerdict.SuppressAsSoft : BounceVerdict.Remember,
        };
    }
}
