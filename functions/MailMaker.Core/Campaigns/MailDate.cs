namespace MailMaker.Core.Campaigns;

/// <summary>
/// The Date of a campaign's mail (RFC 5322 §3.6.1: when it was ready to be sent): the claim's moment. A mail that is handed over again because a worker died, or an answer was lost, says
/// the same as the first time, so that the two are alike to the octet and mailboxes which look at Message-ID and Date together show one.
/// </summary>
public static class MailDate
{
    /// <summary>How old a Date may be: longer than <see cref="RetryPlan"/> waits, and younger than filters hold against a mail (from three hours on).</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromHours(2);

    /// <summary>The date, in whole seconds as a claim's moment is.</summary>
    /// <param name="claimedAt">The moment of the campaign's claim that is taken up; null when there is none.</param>
    /// <param name="now">The moment of the new claim.</param>
    public static DateTimeOffset Of(DateTimeOffset? claimedAt, DateTimeOffset now) =>
        claimedAt is { } before && before <= now && now - before <= KeptFor ? before : DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
}
