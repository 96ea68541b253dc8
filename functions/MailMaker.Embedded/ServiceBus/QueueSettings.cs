namespace MailMaker.Embedded.ServiceBus;

/// <summary>Settings of a queue, which Azure fixes when the queue is made.</summary>
internal sealed record QueueSettings
{
    /// <summary>How long a received message is locked; at most 5 minutes, as in Azure.</summary>
    public TimeSpan LockDuration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(5));
            field = value;
        }
    } = TimeSpan.FromMinutes(5);

    /// <summary>After so many deliveries without success a message is dead-lettered.</summary>
    public int MaxDeliveryCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>For so long a message id that was sent is remembered, and its like silently dropped; zero switches that off.</summary>
    public TimeSpan DuplicateDetectionWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest life of a message; one that asks for longer gets this.</summary>
    public TimeSpan DefaultTimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether a message that outlived its time to live is dead-lettered (TTLExpiredException) rather than dropped.</summary>
    public bool DeadLetterOnExpiration { get; init; }
}
