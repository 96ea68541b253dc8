using System.Buffers.Binary;

namespace MailMaker.Core.Delivery.Rates;

/// <summary>
/// At most so many in any 60 seconds. What is taken in a second may be handed over until <see cref="RateTurns.UsableFor"/> later, so any 60 seconds of hand-overs
/// fall into at most 62 seconds of taking: those are held to the limit. It costs a thirtieth of the speed, and the limit holds wherever the minute begins.
/// </summary>
internal sealed class MinuteBook : RateBook
{
    private const int Seconds = 62;
    private const int EntrySize = 8;

    private readonly int most;
    private readonly List<(long Second, int Messages)> taken = [];
    private long queueMilliseconds;

    public MinuteBook(int most, byte[]? packed)
    {
        this.most = most;
        if (packed is null)
            return;
        queueMilliseconds = BinaryPrimitives.ReadInt64BigEndian(packed);
        for (var rest = packed.AsSpan(8); rest.Length >= EntrySize; rest = rest[EntrySize..])
            taken.Add((BinaryPrimitives.ReadUInt32BigEndian(rest), BinaryPrimitives.ReadInt32BigEndian(rest[4..])));
    }

    /// <inheritdoc />
    public override DateTimeOffset ExpiresAt
    {
        get
        {
            var lastTaken = taken.Count == 0 ? 0 : (taken[^1].Second + Seconds) * 1000;
            return DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(lastTaken, queueMilliseconds));
        }
    }

    /// <inheritdoc />
    public override int Free(DateTimeOffset now)
    {
        var second = SecondOf(now);
        return Math.Max(0, most - taken.Where(t => t.Second > second - Seconds).Sum(t => t.Messages));
    }

    /// <inheritdoc />
    public override bool HasQueue(DateTimeOffset now) => queueMilliseconds > now.ToUnixTimeMilliseconds();

    /// <inheritdoc />
    public override void Take(DateTimeOffset now, int messages)
    {
        var second = SecondOf(now);
        taken.RemoveAll(t => t.Second <= second - Seconds);
        if (taken.Count > 0 && taken[^1].Second == second)
            taken[^1] = (second, taken[^1].Messages + messages);
        else
            taken.Add((second, messages));
    }

    /// <inheritdoc />
    public override void GiveBack(DateTimeOffset takenAt, int messages)
    {
        // Taken by a clock that was behind another host's: it stands under that one's second.
        var second = takenAt.ToUnixTimeSeconds();
        for (var i = 0; i < taken.Count && messages > 0; i++)
        {
            if (taken[i].Second < second)
                continue;
            var back = Math.Min(messages, taken[i].Messages);
            taken[i] = (taken[i].Second, taken[i].Messages - back);
            messages -= back;
        }

        taken.RemoveAll(t => t.Messages == 0);
    }

    /// <inheritdoc />
    public override DateTimeOffset Queue(DateTimeOffset now, int messages)
    {
        var turn = Math.Max(queueMilliseconds, NextFree(now).ToUnixTimeMilliseconds());
        queueMilliseconds = turn + (((long)messages * Seconds * 1000) + most - 1) / most;
        return DateTimeOffset.FromUnixTimeMilliseconds(turn);
    }

    /// <inheritdoc />
    public override DateTimeOffset NextFree(DateTimeOffset now)
    {
        var second = SecondOf(now);
        var oldest = taken.Where(t => t.Second > second - Seconds).Select(t => (long?)t.Second).FirstOrDefault();
        return DateTimeOffset.FromUnixTimeSeconds(oldest is { } first ? first + Seconds : second + 1);
    }

    /// <inheritdoc />
    public override byte[] ToBytes()
    {
        var packed = new byte[8 + (taken.Count * EntrySize)];
        BinaryPrimitives.WriteInt64BigEndian(packed, queueMilliseconds);
        for (var i = 0; i < taken.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(packed.AsSpan(8 + (i * EntrySize)), checked((uint)taken[i].Second));
            BinaryPrimitives.WriteInt32BigEndian(packed.AsSpan(12 + (i * EntrySize)), taken[i].Messages);
        }

        return packed;
    }

    // Never back: a host whose clock is behind counts into the newest second.
    private long SecondOf(DateTimeOffset now) => taken.Count == 0 ? now.ToUnixTimeSeconds() : Math.Max(now.ToUnixTimeSeconds(), taken[^1].Second);
}
