namespace MailMaker.Core.Delivery.Rates;

/// <summary>One limit that holds for all who share its key.</summary>
/// <param name="Key">Its name, such as <c>campaign|acme|spring</c>: whoever asks under the same name shares the same allowance.</param>
public abstract record RateLimit(string Key)
{
    /// <summary>The highest limit per minute: 20,000 a second. Above it, none is meant.</summary>
    public const int MostPerMinute = 1_200_000;

    /// <summary>What is wrong with a limit per minute, if anything.</summary>
    /// <param name="pointer">Where it stands in the body.</param>
    /// <param name="perMinute">The limit.</param>
    public static IEnumerable<Problem> CheckPerMinute(string pointer, int? perMinute) =>
        perMinute is < 1 or > MostPerMinute ? [new(pointer, $"A rate is 1 to {MostPerMinute} messages a minute.")] : [];

    /// <summary>At most so many in any 60 seconds.</summary>
    /// <param name="Key">Its name.</param>
    /// <param name="Most">Messages.</param>
    public sealed record PerMinute(string Key, int Most) : RateLimit(Key);

    /// <summary>At most so many in each step of a plan.</summary>
    /// <param name="Key">Its name.</param>
    /// <param name="Plan">The plan.</param>
    /// <param name="StartsAt">When its first step begins.</param>
    public sealed record Ramp(string Key, RampUp Plan, DateTimeOffset StartsAt) : RateLimit(Key);
}
