using System.Threading.Channels;
using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailMaker.Tracking;

/// <summary>
/// Records opens and clicks in batches, so that whoever opens or clicks waits for no write: what a crash takes away is at most what came within <see cref="Interval"/> and the writing of
/// one batch. Bounded in memory; a proper stop records everything first.
/// </summary>
public sealed class EventRecorder(EventStore store, TimeProvider clock, ILogger<EventRecorder> log) : BackgroundService
{
    /// <summary>How long an event waits for others at most, unless a batch is full before.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Events that may wait; more are counted and let go of, since a person's click never waits for statistics.</summary>
    public const int MostWaiting = 100_000;

    private const int MostAtOnce = 4_000;
    private const int ShardsAtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<TrackedEvent> waiting = Channel.CreateBounded<TrackedEvent>(MostWaiting);
    private readonly SemaphoreSlim turn = new(1);
    private List<List<EventBatch>> unrecorded = [];
    private int letGo;

    /// <summary>Takes an event for the next batch.</summary>
    public void Add(TrackedEvent tracked)
    {
        if (!waiting.Writer.TryWrite(tracked))
            Interlocked.Increment(ref letGo);
    }

    /// <summary>Records all that waits now. What fails is kept and tried first the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            do
            {
                if (unrecorded.Count == 0)
                    unrecorded = EventBatch.Of(Take());
                await Parallel.ForEachAsync(unrecorded, new ParallelOptions { MaxDegreeOfParallelism = ShardsAtOnce, CancellationToken = cancellationToken }, RecordAsync);
                unrecorded = [];
            }
            while (waiting.Reader.Count > 0);
        }
        finally
        {
            turn.Release();
        }

        if (Interlocked.Exchange(ref letGo, 0) is > 0 and var count)
            log.LogWarning("{Events} opens and clicks were not recorded: more came than the storage takes, or it refused them", count);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            if (waiting.Reader.Count < MostAtOnce)
                await Task.Delay(Interval, clock, stoppingToken);
            while (!await TryFlushAsync(stoppingToken))
                await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private List<TrackedEvent> Take()
    {
        var taken = new List<TrackedEvent>();
        while (taken.Count < MostAtOnce && waiting.Reader.TryRead(out var tracked))
            taken.Add(tracked);
        return taken;
    }

    private async ValueTask RecordAsync(List<EventBatch> shard, CancellationToken cancellationToken)
    {
        for (; shard.Count > 0; shard.RemoveAt(0))
        {
            try
            {
                await store.RecordAsync(shard[0], cancellationToken);
            }
            catch (Exception e) when (e is FormatException or RequestFailedException { Status: 400 or 413 })
            {
                // It will fail for ever: it must not hold up all that come after it.
                log.LogError(e, "A batch of opens and clicks can't be recorded");
                Interlocked.Add(ref letGo, shard[0].Recipients.Sum(r => r.Hits.Count));
            }
        }
    }

    private async Task<bool> TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Opens and clicks could not be recorded; they are tried again");
            return false;
        }
    }
}
