namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>The cancellation token of one invocation, made only for functions that look at it.</summary>
internal sealed class InvocationLifetime : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration stopping;
    private readonly CancellationTokenRegistration gone;

    public InvocationLifetime(InvocationLimits limits, CancellationToken callerGone)
    {
        source = new CancellationTokenSource(limits.Timeout, limits.Clock);
        Token = source.Token;
        stopping = limits.Stopping.UnsafeRegister(Cancel, source);
        gone = callerGone.UnsafeRegister(Cancel, source);
    }

    /// <summary>Cancelled at the first of: the host stops, the time is up, the caller has gone.</summary>
    public CancellationToken Token { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        stopping.Dispose();
        gone.Dispose();
        source.Dispose();
    }

    private static void Cancel(object? source) => ((CancellationTokenSource)source!).Cancel();
}
