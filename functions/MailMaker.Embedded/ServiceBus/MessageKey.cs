namespace MailMaker.Embedded.ServiceBus;

/// <summary>
/// Where a message lies: its queue and its position in it, in one number, so that a queue is one range of the store's primary key and
/// its messages lie in the order in which they came.
/// </summary>
internal readonly record struct MessageKey(long Value)
{
    private const int PositionBits = 46;

    /// <summary>The key of a position in a queue.</summary>
    public MessageKey(int queue, long position)
        : this(((long)queue << PositionBits) + position)
    {
    }

    /// <summary>The queue's number.</summary>
    public int Queue => (int)(Value >> PositionBits);

    /// <summary>The position in the queue, from 1.</summary>
    public long Position => Value & ((1L << PositionBits) - 1);

    /// <summary>The key after every key of the queue.</summary>
    public static MessageKey EndOf(int queue) => new(queue + 1, 0);
}
