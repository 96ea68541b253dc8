using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;

namespace MailMaker.Delivery.Smtp;

/// <summary>One mail on its way to the relay, and its answer. Its octets stay in use until it is answered.</summary>
internal sealed class SmtpOffer
{
    // What waits for the answer goes on where the answer was read: a change of thread for each mail costs more than what is done there.
    private readonly TaskCompletionSource<HandOver> answer = new();
    private readonly TimeProvider clock;
    private readonly TimeSpan? beginWithin;
    private readonly long called;
    private readonly int length;
    private CancellationTokenRegistration waiting;
    private int isTaken;

    /// <summary>Makes one.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="envelope">From whom and to whom.</param>
    /// <param name="written">Its octets as they were written, and perhaps more.</param>
    /// <param name="length">How many octets it has.</param>
    /// <param name="data">The same as DATA carries them, with the end; may be the same buffer.</param>
    /// <param name="called">When it was brought, as <see cref="TimeProvider.GetTimestamp"/> counts.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public SmtpOffer(
        OutboundMail mail, SmtpEnvelope envelope, PooledBuffer written, int length, PooledBuffer data, long called, TimeProvider clock, CancellationToken cancellationToken)
    {
        (Operation, Envelope, Written, this.length, Data) = (mail.OperationId, envelope, written, length, data);
        (this.called, beginWithin, this.clock, Cancelled) = (called, mail.BeginWithin, clock, cancellationToken);
    }

    /// <summary>The operation, for the log.</summary>
    public Guid Operation { get; }

    /// <summary>From whom and to whom.</summary>
    public SmtpEnvelope Envelope { get; }

    /// <summary>What DATA carries, with the end; the commands of the next mail may be written behind it.</summary>
    public PooledBuffer Data { get; }

    /// <summary>The mail's octets as they were written.</summary>
    public ReadOnlySpan<byte> Content => Written.Written.Span[..length];

    /// <summary>Who brought it has given up.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>What became of it.</summary>
    public Task<HandOver> Answered => answer.Task;

    /// <summary>Whether it must not begin any more.</summary>
    public bool IsLate => beginWithin is { } within && clock.GetElapsedTime(called) >= within;

    /// <summary>How long after the moment by which it had to begin its end may leave; null: whenever.</summary>
    public TimeSpan? LeavesWithin { get; init; }

    /// <summary>Whether its end must not leave any more: another host may take it for one that never will.</summary>
    public bool IsOver => beginWithin + LeavesWithin is { } within && clock.GetElapsedTime(called) >= within;

    /// <summary>When its waiting ends, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long WaitsUntil { get; private set; }

    private PooledBuffer Written { get; }

    private HandOver Overdue { get; set; } = HandOver.NotOffered.Instance;

    /// <summary>It begins to wait.</summary>
    /// <param name="longest">How long it waits, should its time to begin last longer.</param>
    public void Wait(TimeSpan longest)
    {
        var rest = beginWithin - clock.GetElapsedTime(called);
        Overdue = rest < longest ? HandOver.NotOffered.Instance : new HandOver.TemporaryFailure(SmtpMeaning.Busy);
        WaitsUntil = clock.GetTimestamp() + (long)((rest < longest ? rest.Value : longest).TotalSeconds * clock.TimestampFrequency);
    }

    /// <summary>Ends its waiting when who brought it gives up. Not to be called under a lock: who gave up before is told at once.</summary>
    public void HeedCancellation() => waiting = Cancelled.UnsafeRegister(static o => ((SmtpOffer)o!).GiveUp(), this);

    /// <summary>Takes it out of its waiting.</summary>
    /// <returns>Whether it still waited.</returns>
    public bool TryTake()
    {
        if (Interlocked.Exchange(ref isTaken, 1) != 0)
            return false;
        waiting.Unregister();
        return true;
    }

    /// <summary>Ends its waiting.</summary>
    public void EndWaiting()
    {
        if (TryTake())
            Answer(Overdue);
    }

    /// <summary>Says what became of it.</summary>
    public void Answer(HandOver outcome) => answer.TrySetResult(outcome);

    /// <summary>Says that it failed in a way that nobody foresaw, or was given up.</summary>
    public void Fail(Exception e)
    {
        if (e is OperationCanceledException && Cancelled.IsCancellationRequested)
            answer.TrySetCanceled(Cancelled);
        else
            answer.TrySetException(e);
    }

    private void GiveUp()
    {
        if (Interlocked.Exchange(ref isTaken, 1) == 0)
            answer.TrySetCanceled(Cancelled);
    }
}
