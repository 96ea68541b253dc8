using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>
/// Hands out a queue's positions, which rise for ever: also over restarts and when the queue has been emptied. Used on the writer
/// thread only. Positions are reserved on disk in blocks, so a restart leaves a gap.
/// </summary>
internal sealed class PositionCounter
{
    private const int Block = 10_000;
    private readonly int queue;
    private long next;
    private long reserved;

    private PositionCounter(int queue, long next)
    {
        this.queue = queue;
        this.next = next;
        reserved = next;
    }

    /// <summary>The counter of a queue as the store knows it.</summary>
    public static PositionCounter Open(SqliteSession session, int queue)
    {
        var reserved = (long)session.Scalar("SELECT reserved FROM queue WHERE id = $1", queue)!;
        var last = session.Scalar(
            "SELECT MAX(key) FROM message WHERE key >= $1 AND key < $2",
            new MessageKey(queue, 0).Value,
            MessageKey.EndOf(queue).Value);
        return new PositionCounter(queue, Math.Max(reserved, last is long key ? new MessageKey(key).Position : 0) + 1);
    }

    /// <summary>The next position.</summary>
    public MessageKey Take(SqliteSession session)
    {
        if (next >= reserved)
        {
            // If this transaction fails, the store fails or the block is skipped: no number is ever given twice.
            session.Execute("UPDATE queue SET reserved = $2 WHERE id = $1", queue, next + Block);
            reserved = next + Block;
        }

        return new MessageKey(queue, next++);
    }
}
