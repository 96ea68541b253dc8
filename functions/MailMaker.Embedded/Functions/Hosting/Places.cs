using System.Diagnostics.CodeAnalysis;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>A number of places, each for one that works. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds nothing of the system's so long as nobody asks for its wait handle; abandoned work may still give its place back.")]
internal sealed class Places(int count)
{
    private readonly SemaphoreSlim free = new(count);

    /// <summary>Waits for a place.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => free.WaitAsync(cancellationToken);

    /// <summary>Takes a place if one is free now.</summary>
    public bool TryTake() => free.Wait(0, CancellationToken.None);

    /// <summary>Gives places back.</summary>
    public void Return(int places = 1) => free.Release(places);
}
