using System.Threading.RateLimiting;

namespace MailMaker.Imports;

/// <summary>
/// Bounds how many rows are in memory at a time in this process, whatever number of activities the host runs: a large list's bucket is megabytes, and
/// of a small file's buckets many have room together.
/// </summary>
public sealed class BucketRooms(ImportBlobs blobs) : IDisposable
{
    // Six buckets of a list of a million.
    private const int MostRows = 96_000;

    // However large a bucket is, the next one is read while it is applied.
    private const int MostRowsOfOne = MostRows / 2;

    // What a bucket takes beside its rows.
    private const int FewestRowsOfOne = 1_000;

    private readonly ConcurrencyLimiter room = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = MostRows, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Reads a bucket's rows when there is room, and works on them.</summary>
    /// <param name="import">The import.</param>
    /// <param name="stage">Its file, which says how many rows a bucket has.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="work">What is done with its rows.</param>
    /// <param name="cancellationToken">Stops the wait and the work.</param>
    public async Task WithRowsAsync(ImportKey import, StageReport stage, int bucket, Func<BucketRows, Task> work, CancellationToken cancellationToken)
    {
        using var mine = await room.AcquireAsync(RoomFor(stage), cancellationToken);
        using var rows = await blobs.ReadSpoolAsync(import, bucket, cancellationToken);
        await work(rows);
    }

    /// <inheritdoc />
    public void Dispose() => room.Dispose();

    // Buckets are chosen by a hash, so they are alike.
    private static int RoomFor(StageReport stage) => (int)Math.Clamp(stage.Rows / Math.Max(1, stage.Buckets.Count), FewestRowsOfOne, MostRowsOfOne);
}
