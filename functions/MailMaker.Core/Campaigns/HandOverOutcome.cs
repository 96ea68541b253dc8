using MailMaker.Core.Delivery;

namespace MailMaker.Core.Campaigns;

/// <summary>What a channel's answer means for its recipient, whatever the channel.</summary>
public static class HandOverOutcome
{
    /// <summary>The entry of the ledger.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="attempt">Which try it was, from 1.</param>
    /// <param name="now">The moment.</param>
    public static OutcomeEntry Of(HandOver answer, int attempt, DateTimeOffset now) => answer switch
    {
        HandOver.Accepted => OutcomeEntry.Of(Outcome.Sent, attempt, now),
        HandOver.TemporaryFailure later => RetryPlan.After(attempt, later.RetryAfter, now, later.Code),
        HandOver.PermanentFailure refused => OutcomeEntry.Of(Outcome.ChannelRefused, attempt, now, StatusDetail.Of(refused.Code)),
        HandOver.Unknown broken => OutcomeEntry.Of(Outcome.Unknown, attempt, now, StatusDetail.Of(broken.Code)),
        // It was no try: whoever asked offers it again.
        HandOver.NotOffered => OutcomeEntry.Deferred(DeferReason.Channel, attempt - 1, now),
        _ => throw new InvalidOperationException("An answer without an outcome."),
    };
}
