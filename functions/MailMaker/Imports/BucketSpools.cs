using System.Buffers;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>Splits staged rows into a file per bucket, through small buffers. Written anew from the start by every run.</summary>
public sealed class BucketSpools(ImportBlobs blobs, ImportKey import, int buckets) : IAsyncDisposable
{
    /// <summary>Bytes kept per bucket before they go out.</summary>
    public const int BufferSize = 64 * 1024;

    private readonly ArrayBufferWriter<byte>?[] buffers = new ArrayBufferWriter<byte>?[buckets];
    private readonly Stream?[] files = new Stream?[buckets];

    /// <summary>Buckets that have rows.</summary>
    public IReadOnlyList<int> Used => [.. Enumerable.Range(0, buckets).Where(b => buffers[b] is not null)];

    /// <summary>Adds a row.</summary>
    /// <returns>The bucket to flush; -1 when none is full.</returns>
    public int Add(in StagedRow row)
    {
        var bucket = row.Id.Bucket(buckets);
        var buffer = buffers[bucket] ??= new ArrayBufferWriter<byte>(4 * 1024);
        row.WriteTo(buffer);
        return buffer.WrittenCount >= BufferSize ? bucket : -1;
    }

    /// <summary>Writes out what a bucket's buffer holds.</summary>
    public async ValueTask FlushAsync(int bucket, CancellationToken cancellationToken)
    {
        var buffer = buffers[bucket]!;
        var file = files[bucket] ??= await blobs.WriteWorkAsync(import, ImportBlobs.Spool(bucket), cancellationToken);
        await file.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }

    /// <summary>Writes out all and closes the files: only then are they there.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in Used)
        {
            await FlushAsync(bucket, cancellationToken);
            await files[bucket]!.DisposeAsync();
            files[bucket] = null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var file in files)
        {
            if (file is not null)
                await file.DisposeAsync();
        }
    }
}
