using System.Buffers.Binary;

namespace MailMaker.Core.Delivery.Rates;

/// <summary>At most so many in each step of a plan; who finds a step full gets a turn in the first later one that has room.</summary>
internal sealed class RampBook : RateBook
{
    private readonly RampUp plan;
    private readonly DateTimeOffset startsAt;
    private readonly TimeSpan length;
    private long step = -1;
    private int used;
    private long queueStep = -1;
    private int queued;

    public RampBook(RateLimit.Ramp limit, byte[]? packed)
    {
        (plan, startsAt, length) = (limit.Plan, limit.StartsAt, RampUp.Length(limit.Plan.Per));
        if (packed is null)
            return;
        step = BinaryPrimitives.ReadInt64BigEndian(packed);
        used = BinaryPrimitives.ReadInt32BigEndian(packed.AsSpan(8));
        queueStep = BinaryPrimitives.ReadInt64BigEndian(packed.AsSpan(12));
        queued = BinaryPrimitives.ReadInt32BigEndian(packed.AsSpan(20));
    }

    /// <inheritdoc />
    public override DateTimeOffset ExpiresAt => StartOf(Math.Max(step, queueStep) + 1);

    /// <inheritdoc />
    public override int Free(DateTimeOffset now)
    {
        var current = StepAt(now);
        return Math.Max(0, plan.LimitOf(current) - (current == step ? used : 0));
    }

    /// <inheritdoc />
    public override bool HasQueue(DateTimeOffset now) => queueStep > StepAt(now);

    /// <inheritdoc />
    public override void Take(DateTimeOffset now, int messages)
    {
        var current = StepAt(now);
        used = current == step ? used + messages : messages;
        step = current;
    }

    /// <inheritdoc />
    public override void GiveBack(DateTimeOffset takenAt, int messages)
    {
        // By the taker's clock, be it behind: what belonged to a step that is over makes no room in this one.
        if (StepOf(takenAt) == step)
            used = Math.Max(0, used - messages);
    }

    /// <inheritdoc />
    public override DateTimeOffset Queue(DateTimeOffset now, int messages)
    {
        var next = Math.Max(0, StepAt(now) + 1);
        if (queueStep < next)
            (queueStep, queued) = (next, 0);
        // A step that has room for some of a request takes those; the rest asks again then, and counts into the steps after it.
        while (queued >= plan.LimitOf(queueStep))
            queued -= plan.LimitOf(queueStep++);
        queued += messages;
        return StartOf(queueStep);
    }

    /// <inheritdoc />
    public override DateTimeOffset NextFree(DateTimeOffset now) => StartOf(Math.Max(0, StepAt(now) + 1));

    /// <inheritdoc />
    public override byte[] ToBytes()
    {
        var packed = new byte[24];
        BinaryPrimitives.WriteInt64BigEndian(packed, step);
        BinaryPrimitives.WriteInt32BigEndian(packed.AsSpan(8), used);
        BinaryPrimitives.WriteInt64BigEndian(packed.AsSpan(12), queueStep);
        BinaryPrimitives.WriteInt32BigEndian(packed.AsSpan(20), queued);
        return packed;
    }

    private DateTimeOffset StartOf(long index) => startsAt + (length * index);

    // A clock that is behind another host's counts into the newest step; before the start there is none.
    private long StepAt(DateTimeOffset now) => now < startsAt ? -1 : Math.Max(step, StepOf(now));

    private long StepOf(DateTimeOffset moment) => moment < startsAt ? -1 : (moment - startsAt).Ticks / length.Ticks;
}
