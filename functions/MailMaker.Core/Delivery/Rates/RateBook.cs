namespace MailMaker.Core.Delivery.Rates;

/// <summary>
/// What was taken of one limit and who waits for it, as one row keeps it. Changed by one decision and written back under the row's ETag, so it needs no lock.
/// </summary>
internal abstract class RateBook
{
    /// <summary>Messages that may go at a moment, whoever waits.</summary>
    public abstract int Free(DateTimeOffset now);

    /// <summary>Whether messages asked for earlier have been given a later turn: who comes new waits behind them.</summary>
    public abstract bool HasQueue(DateTimeOffset now);

    /// <summary>Takes messages that are free.</summary>
    public abstract void Take(DateTimeOffset now, int messages);

    /// <summary>Gives back what was taken at a moment and not used; what counts for nothing any more changes nothing.</summary>
    public abstract void GiveBack(DateTimeOffset takenAt, int messages);

    /// <summary>Puts messages at the end of the queue.</summary>
    /// <returns>Their turn: later than <paramref name="now"/>.</returns>
    public abstract DateTimeOffset Queue(DateTimeOffset now, int messages);

    /// <summary>The first moment at which more may go, for messages whose turn it is.</summary>
    public abstract DateTimeOffset NextFree(DateTimeOffset now);

    /// <summary>From when on the row says nothing that no row would not say.</summary>
    public abstract DateTimeOffset ExpiresAt { get; }

    /// <summary>The packed form.</summary>
    public abstract byte[] ToBytes();

    /// <summary>Reads the book of a limit.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="packed">The packed form; null for a new one.</param>
    public static RateBook Of(RateLimit limit, byte[]? packed) => limit switch
    {
        RateLimit.PerMinute minute => new MinuteBook(minute.Most, packed),
        RateLimit.Ramp ramp => new RampBook(ramp, packed),
        _ => throw new ArgumentException("There is no book for such a limit.", nameof(limit)),
    };
}
