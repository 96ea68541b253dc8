using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>Fires one blob function: scans its container and runs the function on what is due, for as many blobs at once as the app allows.</summary>
/// <param name="function">The function.</param>
/// <param name="scanner">Finds what is due.</param>
/// <param name="work">Runs the function.</param>
/// <param name="hint">Starts a watch on the folder.</param>
/// <param name="places">One for each blob function that may run at once in the app.</param>
/// <param name="timings">Time between scans.</param>
/// <param name="clock">The clock of the home.</param>
/// <param name="signals">When to stop.</param>
internal sealed partial class BlobListener(
    RegisteredFunction function, BlobScanner scanner, BlobWork work, Func<FolderHint> hint, Places places, EmbeddedTimings timings,
    TimeProvider clock, StopSignals signals) : ITriggerListener
{
    // Changes come in bursts; one scan serves a burst.
    private static readonly TimeSpan HintPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Places oneScan = new(1);
    private readonly WorkTracker runs = new();
    private Task loop = Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        loop = Task.Run(LoopAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync()
    {
        await loop;
        await runs.Idle;
    }

    /// <summary>Scans now and completes when every run that is due has ended; for tests.</summary>
    public async Task ScanNowAsync()
    {
        await ScanAsync();
        await runs.Idle;
    }

    private async Task LoopAsync()
    {
        using var changes = hint();
        var failures = 0;
        while (!signals.Stopping.IsCancellationRequested)
        {
            try
            {
                changes.Reset();
                await ScanAsync();
                failures = 0;
                await PauseAsync(Until(), changes);
            }
            catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogScanFailed(function.Logger, function.Name, FailureText.Of(e));
                await Task.Delay(AfterFailure(++failures), clock, signals.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Scans now and starts what is due; for tests.</summary>
    public async Task ScanAsync()
    {
        await oneScan.TakeAsync(signals.Stopping);
        try
        {
            foreach (var taken in await scanner.TakeDueAsync(signals.Stopping))
                _ = runs.Run(() => WorkAsync(taken));
        }
        finally
        {
            oneScan.Return();
        }
    }

    private async Task WorkAsync(TakenBlob taken)
    {
        Action<WatchedBlob> change = _ => { };
        try
        {
            await places.TakeAsync(signals.Stopping);
            try
            {
                change = await work.TryAsync(taken);
            }
            finally
            {
                places.Return();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops before it was this blob's turn.
        }
        finally
        {
            scanner.Return(taken, change);
        }
    }

    private TimeSpan Until() => scanner.UntilNextDue() is { } wait && wait < timings.ScanEvery ? wait : timings.ScanEvery;

    private async Task PauseAsync(TimeSpan pause, FolderHint changes)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(signals.Stopping);
        await Task.WhenAny(Task.Delay(pause, clock, over.Token), changes.Changed);
        await over.CancelAsync();
        signals.Stopping.ThrowIfCancellationRequested();
        if (changes.Changed.IsCompleted)
            await Task.Delay(HintPause, clock, signals.Stopping);
    }

    private TimeSpan AfterFailure(int failures)
    {
        var pause = timings.ScanEvery * Math.Pow(2, Math.Min(failures, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(1, LogLevel.Error, "The blobs of {Function} could not be listed; the next scan comes later: {Failure}")]
    private static partial void LogScanFailed(ILogger logger, string function, string failure);
}
