namespace MailMaker.Imports;

/// <summary>
/// Bounds how many buckets are in memory at a time in this process, whatever number of activities the host runs: a bucket's rows are megabytes.
/// </summary>
public sealed class BucketRooms(ImportBlobs blobs) : IDisposable
{
    private const int MostBuckets = 6;

    private readonly SemaphoreSlim room = new(MostBuckets);

    /// <summary>Reads a bucket's rows when there is room, and works on them.</summary>
    public async Task WithRowsAsync(ImportKey import, int bucket, Func<BucketRows, Task> work, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            using var rows = await blobs.ReadSpoolAsync(import, bucket, cancellationToken);
            await work(rows);
        }
        finally
        {
            room.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => room.Dispose();
}
