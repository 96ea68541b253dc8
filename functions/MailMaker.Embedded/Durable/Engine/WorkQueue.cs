using System.Threading.Channels;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>
/// Runs items by number, a bounded number at a time, each item never twice at once: an item that is added while it runs runs once more.
/// Thread-safe.
/// </summary>
internal sealed class WorkQueue(int concurrency, Func<long, Task> run, Idleness idleness)
{
    private readonly Channel<long> ready = Channel.CreateUnbounded<long>();
    private readonly Dictionary<long, bool> addedAgain = [];
    private volatile bool stopping;
    private Task loops = Task.CompletedTask;

    /// <summary>Adds an item; does nothing while it waits already.</summary>
    public void Add(long item)
    {
        lock (addedAgain)
        {
            if (stopping || addedAgain.ContainsKey(item))
            {
                if (!stopping)
                    addedAgain[item] = true;
                return;
            }

            addedAgain.Add(item, false);
        }

        idleness.Enter();
        ready.Writer.TryWrite(item);
    }

    /// <summary>Starts running items.</summary>
    public void Start() => loops = Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(LoopAsync)));

    /// <summary>Starts no further item; completes when none runs.</summary>
    public Task StopAsync()
    {
        stopping = true;
        ready.Writer.TryComplete();
        return loops;
    }

    private async Task LoopAsync()
    {
        while (await ready.Reader.WaitToReadAsync())
        {
            while (!stopping && ready.Reader.TryRead(out var item))
                await RunAsync(item);
            if (stopping)
                return;
        }
    }

    private async Task RunAsync(long item)
    {
        // What was added up to here is covered by this run.
        lock (addedAgain)
            addedAgain[item] = false;
        await run(item);
        lock (addedAgain)
        {
            if (!addedAgain[item] || stopping)
            {
                addedAgain.Remove(item);
                idleness.Leave();
                return;
            }
        }

        ready.Writer.TryWrite(item);
    }
}
