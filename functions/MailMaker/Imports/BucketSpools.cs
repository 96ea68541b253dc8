using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>
/// Splits staged rows into a file per bucket, through small buffers that are written out beside the reading. Written anew from the start by every run.
/// Used by one reader.
/// </summary>
public sealed class BucketSpools : IAsyncDisposable
{
    /// <summary>Bytes kept per bucket before they go out.</summary>
    public const int BufferSize = 64 * 1024;

    // Buffers on their way out: what bounds the memory when writing is slower than reading.
    private const int MostOnTheirWay = 16;

    private readonly ImportBlobs blobs;
    private readonly ImportKey import;
    private readonly ArrayBufferWriter<byte>?[] buffers;
    private readonly Stream?[] files;
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> spare = [];
    private readonly Channel<(int Bucket, ArrayBufferWriter<byte> Buffer)> full = Channel.CreateBounded<(int, ArrayBufferWriter<byte>)>(MostOnTheirWay);
    private readonly CancellationTokenSource given = new();
    private readonly Task writing;

    /// <summary>Spools of an import.</summary>
    /// <param name="blobs">Where its files are.</param>
    /// <param name="import">The import.</param>
    /// <param name="buckets">Buckets of its list.</param>
    public BucketSpools(ImportBlobs blobs, ImportKey import, int buckets)
    {
        (this.blobs, this.import) = (blobs, import);
        buffers = new ArrayBufferWriter<byte>?[buckets];
        files = new Stream?[buckets];
        writing = Task.Run(() => WriteOutAsync(given.Token));
    }

    /// <summary>Buckets that have rows.</summary>
    public IReadOnlyList<int> Used => [.. Enumerable.Range(0, buffers.Length).Where(b => buffers[b] is not null)];

    /// <summary>Adds a row.</summary>
    /// <returns>The bucket to flush; -1 when none is full.</returns>
    public int Add(in StagedRow row)
    {
        var bucket = row.Id.Bucket(buffers.Length);
        var buffer = buffers[bucket] ??= new ArrayBufferWriter<byte>(4 * 1024);
        row.WriteTo(buffer);
        return buffer.WrittenCount >= BufferSize ? bucket : -1;
    }

    /// <summary>Sends out what a bucket's buffer holds.</summary>
    public async ValueTask FlushAsync(int bucket, CancellationToken cancellationToken)
    {
        try
        {
            await full.Writer.WriteAsync((bucket, buffers[bucket]!), cancellationToken);
        }
        catch (ChannelClosedException)
        {
            await writing;
        }

        buffers[bucket] = spare.TryTake(out var empty) ? empty : new ArrayBufferWriter<byte>(BufferSize + (4 * 1024));
    }

    /// <summary>Writes out all and closes the files: only then are they there.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in Used)
            await FlushAsync(bucket, cancellationToken);
        full.Writer.Complete();
        await writing;
        await CloseAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await given.CancelAsync();
        full.Writer.TryComplete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync();
        given.Dispose();
    }

    private async Task WriteOutAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (bucket, buffer) in full.Reader.ReadAllAsync(cancellationToken))
            {
                var file = files[bucket] ??= await blobs.WriteWorkAsync(import, ImportBlobs.Spool(bucket), cancellationToken);
                await file.WriteAsync(buffer.WrittenMemory, cancellationToken);
                buffer.ResetWrittenCount();
                spare.Add(buffer);
            }
        }
        finally
        {
            // After a failure the reader must not wait for room.
            full.Writer.TryComplete();
        }
    }

    // At once: each waits for the disk.
    private async Task CloseAsync()
    {
        var open = files.OfType<Stream>().ToList();
        Array.Clear(files);
        await Task.WhenAll(open.Select(async file => await file.DisposeAsync()));
    }
}
