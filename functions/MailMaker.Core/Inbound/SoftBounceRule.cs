namespace MailMaker.Core.Inbound;

/// <summary>When soft bounces end an address: so many within so long, spread over enough days that one bad night of a mail system ends nobody.</summary>
/// <param name="Count">Soft bounces, 1 to 1,000.</param>
/// <param name="Within">How far back a bounce counts, up to a year.</param>
/// <param name="Days">Different days (UTC) that they must fall on, 1 to <paramref name="Count"/>.</param>
public sealed record SoftBounceRule(int Count, TimeSpan Within, int Days = 3)
{
    /// <summary>Five within thirty days, on at least three of them.</summary>
    public static SoftBounceRule Default { get; } = new(5, TimeSpan.FromDays(30));

    /// <summary>Whether the rule can be used.</summary>
    public bool IsValid => Count is >= 1 and <= 1000 && Within > TimeSpan.Zero && Within <= TimeSpan.FromDays(366) && Days >= 1 && Days <= Count;

    /// <summary>Whether an address with this history is to be suppressed.</summary>
    /// <param name="softBounces">When its soft bounces came, in any order; one bounce that was read twice is in it once.</param>
    /// <param name="lastSignOfLifeAt">When its owner was last seen to read our mail (an open, a click, a confirmation); bounces up to then don't count.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the rule is met.</returns>
    public bool IsMet(IEnumerable<DateTimeOffset> softBounces, DateTimeOffset? lastSignOfLifeAt, DateTimeOffset now)
    {
        var count = 0;
        var days = new HashSet<DateTime>();
        foreach (var at in softBounces)
        {
            if (at <= now - Within || at > now || at <= lastSignOfLifeAt)
                continue;
            count++;
            days.Add(at.UtcDateTime.Date);
        }
        return count >= Count && days.Count >= Days;
    }
}
