namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>
/// What Azure's services take, as its documents state it: Table Storage's scalability targets (every entity that is written, read or scanned counts, one of a point read too), Service
/// Bus Standard's credits, and the retries that the app gives its clients. Times in seconds.
/// </summary>
internal sealed record ServiceLimits
{
    /// <summary>Entities a second of one partition.</summary>
    public double PartitionPerSecond { get; init; } = 2_000;

    /// <summary>Entities a second of one storage account.</summary>
    public double AccountPerSecond { get; init; } = 20_000;

    /// <summary>Seconds whose limit may be used at once after a pause: the limits are stated by the second.</summary>
    public double BurstFor { get; init; } = 1;

    /// <summary>Credits a second of one Service Bus namespace of the Standard tier: one for each message sent, received or settled.</summary>
    public double CreditsPerSecond { get; init; } = 1_000;

    /// <summary>How long a client of a namespace that is out of credits waits.</summary>
    public double QueueWait { get; init; } = 2;

    /// <summary>The shortest time of one request.</summary>
    public double ShortestLatency { get; init; } = 0.005;

    /// <summary>The longest time of one request.</summary>
    public double LongestLatency { get; init; } = 0.015;

    /// <summary>How often the client of the tables asks before the caller gets the 503.</summary>
    public int Tries { get; init; } = 7;

    /// <summary>How long the client waits before it asks again for the first time; then twice as long each time.</summary>
    public double FirstWait { get; init; } = 0.1;

    /// <summary>The same with the waits that Azure.Core has of itself.</summary>
    public ServiceLimits WithDefaultWaits() => this with { Tries = 4, FirstWait = 0.8 };

    /// <summary>How long the client waits after a refusal. The policy of Azure.Core spreads it by a fifth.</summary>
    /// <param name="refusals">How often the request was refused, from 1.</param>
    /// <param name="random">A number from 0 to below 1.</param>
    public double WaitAfter(int refusals, double random) => FirstWait * Math.Pow(2, refusals - 1) * (0.8 + (0.4 * random));
}
