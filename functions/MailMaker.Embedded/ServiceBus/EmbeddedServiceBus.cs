using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.ServiceBus;

/// <summary>
/// The queues of one home, in <c>servicebus.db</c>. A queue is made at its first use. Messages, delivery counts, schedules and the ids
/// for duplicate detection are on disk; locks are in memory, so that those of a process that died end with it and its messages are
/// there again at the next start, with that delivery counted. Thread-safe.
/// </summary>
internal sealed class EmbeddedServiceBus : IAsyncDisposable
{
    private readonly SqliteStore store;
    private readonly ConcurrentDictionary<string, Lazy<Task<BusQueue>>> queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, BusQueue> byNumber = new();
    private readonly ConcurrentDictionary<string, QueueSettings> settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly ScheduledMessages scheduled;

    private EmbeddedServiceBus(EmbeddedHome home)
    {
        Clock = home.Clock;
        store = SqliteStore.Open(Path.Combine(home.Path, "servicebus.db"), MessageTable.Schema, home.Fronts.BeforeStep("servicebus.db"));
        scheduled = new ScheduledMessages(this);
    }

    /// <summary>The home's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Settings of queues that have none of their own.</summary>
    public QueueSettings DefaultSettings { get; set; } = new();

    /// <summary>The one bus of a home.</summary>
    public static EmbeddedServiceBus Of(EmbeddedHome home) => home.Service(h => new EmbeddedServiceBus(h));

    /// <summary>Gives a queue settings of its own. Call it before the queue is used first in this process.</summary>
    public void Configure(string queue, QueueSettings own) => settings[QueueName.Parse(queue).Main] = own;

    /// <summary>The queue, or the sub-queue when the name ends in <c>/$deadletterqueue</c>; made if it is not there.</summary>
    public async Task<BusQueue> QueueAsync(QueueName name)
    {
        var lazy = queues.GetOrAdd(name.Path, _ => new Lazy<Task<BusQueue>>(() => OpenAsync(name)));
        try
        {
            return await lazy.Value.ConfigureAwait(false);
        }
        catch
        {
            queues.TryRemove(KeyValuePair.Create(name.Path, lazy));
            throw;
        }
    }

    /// <summary>Tells the scheduler of a message that waits for its time.</summary>
    public void Schedule(DateTimeOffset dueAt) => scheduled.Add(dueAt);

    /// <summary>Runs work on the store and completes when it is on disk; where <paramref name="isSynced"/> is false a power loss may undo it, but no crash.</summary>
    /// <exception cref="ServiceBusException">The store could not write.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, bool isSynced = true)
    {
        try
        {
            return await store.WriteAsync(work, isSynced).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The home of this queue was closed.", e);
        }
        catch (Exception e) when (e is IOException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new ServiceBusException(isTransient: false, "The queue could not be written to disk.", innerException: e);
        }
    }

    /// <summary>Queries what is on disk.</summary>
    public T Read<T>(Func<SqliteSession, T> query) => store.Read(query);

    /// <summary>Moves messages that are due to the end of their queues; answers when the next ones are due.</summary>
    public async Task<DateTimeOffset?> ActivateDueAsync()
    {
        const int AtOnce = 200;
        List<MessageKey> due;
        do
        {
            var now = Clock.GetUtcNow();
            due = Read(s => MessageTable.Due(s, now, AtOnce));
            foreach (var number in due.Select(key => key.Queue).Distinct())
                await OpenByNumberAsync(number).ConfigureAwait(false);
            await WriteAsync(s => Activate(s, due, now)).ConfigureAwait(false);
            foreach (var number in due.Select(key => key.Queue).Distinct())
                byNumber[number].Arrived();
        }
        while (due.Count == AtOnce);
        return Read(MessageTable.NextDue);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await scheduled.DisposeAsync().ConfigureAwait(false);
        foreach (var queue in byNumber.Values)
            queue.Close();
        await store.DisposeAsync().ConfigureAwait(false);
    }

    private int Activate(SqliteSession session, List<MessageKey> due, DateTimeOffset now)
    {
        foreach (var key in due)
            MessageTable.Activate(session, key, byNumber[key.Queue].Positions.Take(session), now);
        return due.Count;
    }

    private async Task<BusQueue> OpenAsync(QueueName name)
    {
        var deadLetters = name.IsDeadLetters ? null : await QueueAsync(name.DeadLetters).ConfigureAwait(false);
        var own = settings.GetValueOrDefault(name.Main) ?? DefaultSettings;
        var queue = await WriteAsync(session =>
        {
            session.Execute("INSERT INTO queue(name) VALUES($1) ON CONFLICT DO NOTHING", name.Path);
            var number = (int)(long)session.Scalar("SELECT id FROM queue WHERE name = $1", name.Path)!;
            return new BusQueue(this, name, number, PositionCounter.Open(session, number), own, deadLetters);
        }).ConfigureAwait(false);
        byNumber[queue.Number] = queue;
        return queue;
    }

    private async Task OpenByNumberAsync(int number)
    {
        if (byNumber.ContainsKey(number))
            return;
        var name = Read(s => (string)s.Scalar("SELECT name FROM queue WHERE id = $1", number)!);
        await QueueAsync(QueueName.Parse(name)).ConfigureAwait(false);
    }
}
