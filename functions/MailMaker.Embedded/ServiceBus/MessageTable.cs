using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Storage;
using Microsoft.Data.Sqlite;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>The messages on disk. Times are ticks in UTC.</summary>
internal static class MessageTable
{
    /// <summary>Idempotent. Who holds a lock is not on disk; how often a message was delivered is.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS queue(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, reserved INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS message(
            key INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, first_sequence INTEGER NOT NULL, state INTEGER NOT NULL,
            enqueued INTEGER NOT NULL, due INTEGER NOT NULL, ttl INTEGER NOT NULL, delivered INTEGER NOT NULL,
            properties BLOB NOT NULL, body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS scheduled ON message(due) WHERE state = 2;
        CREATE INDEX IF NOT EXISTS deferred ON message(sequence) WHERE state = 1;
        CREATE TABLE IF NOT EXISTS seen(
            queue INTEGER NOT NULL, position INTEGER NOT NULL, message_id TEXT NOT NULL, until INTEGER NOT NULL,
            PRIMARY KEY(queue, position)) WITHOUT ROWID;
        CREATE UNIQUE INDEX IF NOT EXISTS seen_id ON seen(queue, message_id);
        """;

    private const string Columns = "key, sequence, first_sequence, state, enqueued, due, ttl, delivered, properties, body";

    public static void Insert(SqliteSession session, StoredMessage message) => session.Execute(
        $"INSERT INTO message({Columns}) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        message.Key.Value,
        message.SequenceNumber,
        message.EnqueuedSequenceNumber,
        (int)message.State,
        message.EnqueuedAt.UtcTicks,
        message.DueAt.UtcTicks,
        message.TimeToLive.Ticks,
        message.DeliveryCount,
        message.Properties,
        message.Body);

    public static bool Delete(SqliteSession session, MessageKey key) =>
        session.Execute("DELETE FROM message WHERE key = $1", key.Value) == 1;

    public static bool DeleteScheduled(SqliteSession session, MessageKey key) =>
        session.Execute("DELETE FROM message WHERE key = $1 AND state = 2", key.Value) == 1;

    public static void SetDelivered(SqliteSession session, MessageKey key, int times) =>
        session.Execute("UPDATE message SET delivered = $2 WHERE key = $1", key.Value, times);

    public static void SetProperties(SqliteSession session, MessageKey key, byte[] properties) =>
        session.Execute("UPDATE message SET properties = $2 WHERE key = $1", key.Value, properties);

    public static void Defer(SqliteSession session, MessageKey key, byte[] properties) =>
        session.Execute("UPDATE message SET state = 1, properties = $2 WHERE key = $1", key.Value, properties);

    public static void DeadLetter(SqliteSession session, MessageKey key, MessageKey to, byte[] properties) =>
        session.Execute("UPDATE message SET key = $2, state = 0, properties = $3 WHERE key = $1", key.Value, to.Value, properties);

    /// <summary>A scheduled message comes to the end of its queue, as if sent now, with a new number.</summary>
    public static void Activate(SqliteSession session, MessageKey key, MessageKey to, DateTimeOffset now) => session.Execute(
        "UPDATE message SET key = $2, sequence = $3, state = 0, enqueued = $4 WHERE key = $1",
        key.Value,
        to.Value,
        to.Position,
        now.UtcTicks);

    /// <summary>Active messages in their order, from <paramref name="after"/> (exclusive); at most so many, and about so many bytes.</summary>
    public static List<StoredMessage> Active(SqliteSession session, MessageKey after, int most, int mostBytes)
    {
        var found = new List<StoredMessage>();
        var command = session.Command(
            $"SELECT {Columns} FROM message WHERE key > $1 AND key < $2 AND state = 0 ORDER BY key LIMIT $3",
            after.Value,
            MessageKey.EndOf(after.Queue).Value,
            most);
        using var reader = command.ExecuteReader();
        for (var bytes = 0; bytes < mostBytes && reader.Read(); bytes += found[^1].Body.Length)
            found.Add(Row(reader));
        return found;
    }

    /// <summary>Messages of any state from a sequence number on, in the order of that number.</summary>
    public static List<StoredMessage> Peek(SqliteSession session, int queue, bool inSequence, long fromSequence, int most)
    {
        // In the queue itself the position is the sequence number; dead letters keep their number and lie as they came.
        var command = inSequence
            ? session.Command(
                $"SELECT {Columns} FROM message WHERE key >= $1 AND key < $2 ORDER BY key LIMIT $3",
                new MessageKey(queue, fromSequence).Value,
                MessageKey.EndOf(queue).Value,
                most)
            : session.Command(
                $"SELECT {Columns} FROM message WHERE key >= $1 AND key < $2 AND sequence >= $3 ORDER BY sequence LIMIT $4",
                new MessageKey(queue, 0).Value,
                MessageKey.EndOf(queue).Value,
                fromSequence,
                most);
        return Rows(command);
    }

    /// <summary>The deferred message with this number; null when there is none.</summary>
    public static StoredMessage? Deferred(SqliteSession session, int queue, long sequence) => Rows(session.Command(
        $"SELECT {Columns} FROM message WHERE state = 1 AND sequence = $1 AND key >= $2 AND key < $3",
        sequence,
        new MessageKey(queue, 0).Value,
        MessageKey.EndOf(queue).Value)).FirstOrDefault();

    /// <summary>Scheduled messages of all queues that are due, the earliest first.</summary>
    public static List<MessageKey> Due(SqliteSession session, DateTimeOffset now, int most)
    {
        var keys = new List<MessageKey>();
        var command = session.Command("SELECT key FROM message WHERE state = 2 AND due <= $1 ORDER BY due, key LIMIT $2", now.UtcTicks, most);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            keys.Add(new MessageKey(reader.GetInt64(0)));
        return keys;
    }

    /// <summary>When the next scheduled message is due; null when none is left.</summary>
    public static DateTimeOffset? NextDue(SqliteSession session) =>
        session.Scalar("SELECT MIN(due) FROM message WHERE state = 2") is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Remembers a message id; false when it was sent within the window.</summary>
    public static bool Remember(SqliteSession session, MessageKey key, string messageId, DateTimeOffset now, DateTimeOffset until) => session.Execute(
        """
        INSERT INTO seen(queue, position, message_id, until) VALUES($1, $2, $3, $4)
        ON CONFLICT(queue, message_id) DO UPDATE SET position = excluded.position, until = excluded.until WHERE until <= $5
        """,
        key.Queue,
        key.Position,
        messageId,
        until.UtcTicks,
        now.UtcTicks) == 1;

    /// <summary>Forgets ids whose window is over, the oldest <paramref name="most"/> at a time.</summary>
    public static void Forget(SqliteSession session, int queue, DateTimeOffset now, int most) => session.Execute(
        """
        DELETE FROM seen WHERE queue = $1 AND until <= $2
        AND position IN (SELECT position FROM seen WHERE queue = $1 ORDER BY position LIMIT $3)
        """,
        queue,
        now.UtcTicks,
        most);

    private static List<StoredMessage> Rows(SqliteCommand command)
    {
        var found = new List<StoredMessage>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            found.Add(Row(reader));
        return found;
    }

    private static StoredMessage Row(SqliteDataReader reader) => new()
    {
        Key = new MessageKey(reader.GetInt64(0)),
        SequenceNumber = reader.GetInt64(1),
        EnqueuedSequenceNumber = reader.GetInt64(2),
        State = (ServiceBusMessageState)reader.GetInt32(3),
        EnqueuedAt = new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero),
        DueAt = new DateTimeOffset(reader.GetInt64(5), TimeSpan.Zero),
        TimeToLive = new TimeSpan(reader.GetInt64(6)),
        DeliveryCount = reader.GetInt32(7),
        Properties = reader.GetFieldValue<byte[]>(8),
        Body = reader.GetFieldValue<byte[]>(9),
    };
}
