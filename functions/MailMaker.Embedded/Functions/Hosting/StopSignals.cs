namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>The steps of a stop, in order. Thread-safe.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource noNewWork = new();
    private readonly CancellationTokenSource cancelRequests = new();
    private readonly CancellationTokenSource abandon = new();

    /// <summary>
    /// The host stops: triggers take no new work, and functions that a queue, file or schedule started are told to end, as Azure tells them when it scales in.
    /// </summary>
    public CancellationToken Stopping => noNewWork.Token;

    /// <summary>HTTP requests still running are told to end; they had time to finish before.</summary>
    public CancellationToken RequestsMustEnd => cancelRequests.Token;

    /// <summary>Nobody waits for running functions any more.</summary>
    public CancellationToken Abandoned => abandon.Token;

    public void Stop() => noNewWork.Cancel();

    public void EndRequests() => cancelRequests.Cancel();

    public void Abandon() => abandon.Cancel();

    /// <inheritdoc />
    public void Dispose()
    {
        noNewWork.Dispose();
        cancelRequests.Dispose();
        abandon.Dispose();
    }
}
