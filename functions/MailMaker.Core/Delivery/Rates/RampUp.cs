using System.Text.Json.Serialization;

namespace MailMaker.Core.Delivery.Rates;

/// <summary>
/// A limit that grows step by step, to warm up a sender: mailbox providers trust a new one by what it sends over days, and take a sudden flood for abuse.
/// Steps are counted from the start, not from midnight.
/// </summary>
/// <param name="Per">How long a step lasts.</param>
/// <param name="First">Messages in the first step, 1 to 10,000,000.</param>
/// <param name="Growth">What each step's messages are multiplied by for the next, 1 to 10.</param>
/// <param name="Most">Messages in a step that it never grows over; null: the plan ends where a step reaches ten million.</param>
/// <param name="StartsAt">When the first step begins. A campaign's plan without one begins at its launch; a sender's needs one.</param>
public sealed record RampUp([property: JsonRequired] RampPeriod Per, [property: JsonRequired] int First, double Growth = 2, int? Most = null, DateTimeOffset? StartsAt = null)
{
    /// <summary>Messages in a step beyond which there is no limit.</summary>
    public const int Unlimited = 10_000_000;

    /// <summary>A step's length.</summary>
    public static TimeSpan Length(RampPeriod per) => per == RampPeriod.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>Messages allowed in a step; <see cref="int.MaxValue"/> once the plan is over.</summary>
    /// <param name="step">The step, from 0; one before the first allows nothing.</param>
    public int LimitOf(long step)
    {
        if (step < 0)
            return 0;
        // 10^7 is reached within 24 steps of the least growth that grows visibly; the power stays finite.
        var grown = First * Math.Pow(Growth, Math.Min(step, 10_000));
        if (Most is { } most && grown >= most)
            return most;
        return grown >= Unlimited ? int.MaxValue : (int)grown;
    }

    /// <summary>Every fault.</summary>
    /// <param name="pointer">Where the plan stands in the body.</param>
    public IEnumerable<Problem> Check(string pointer)
    {
        if (First is < 1 or > Unlimited)
            yield return new(pointer + "/first", $"A ramp-up begins with 1 to {Unlimited} messages.");
        if (Growth is not (>= 1 and <= 10))
            yield return new(pointer + "/growth", "Each step of a ramp-up is 1 to 10 times the one before.");
        if (Most is { } most && (most < First || most > Unlimited))
            yield return new(pointer + "/most", $"A ramp-up grows to at least its first step's messages and at most {Unlimited}.");
        if (StartsAt is { } start && (start.Year < 2000 || start.Year > 2200))
            yield return new(pointer + "/startsAt", "A ramp-up starts between the years 2000 and 2200.");
    }
}
