using MailMaker.Core.Inbound;

namespace MailMaker.Core.Accounts;

/// <summary>When an account's addresses that fail again and again are suppressed.</summary>
/// <param name="Count">Failures, 1 to 1,000.</param>
/// <param name="WithinDays">Days that they must fall into, 1 to 366.</param>
/// <param name="Days">Different days (UTC) among them, 1 to <paramref name="Count"/>.</param>
public sealed record SoftBounceSettings(int Count = 5, int WithinDays = 30, int Days = 3)
{
    /// <summary>The rule.</summary>
    public SoftBounceRule ToRule() => new(Count, TimeSpan.FromDays(Math.Clamp(WithinDays, 0, 10_000)), Days);

    /// <summary>What is wrong with the settings.</summary>
    public IEnumerable<Problem> Check()
    {
        if (!ToRule().IsValid)
            yield return new("/softBounces", "The count must be 1 to 1,000, withinDays 1 to 366, and days 1 to the count.");
    }
}
