using System.Buffers;
using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs;

/// <summary>
/// Reads a blob a buffer at a time, each by a request of its own, so that it can seek and memory stays flat. Unless modifications are allowed, each
/// request demands the version that was there at the start.
/// </summary>
internal sealed class BlobReadStream : Stream
{
    private const int DefaultBufferSize = 4 * 1024 * 1024;
    private const int Tries = 3;

    private readonly IBlobService service;
    private readonly BlobAddress blob;
    private readonly BlobRequestConditions? conditions;
    private readonly byte[] buffer;
    private readonly int chunk;
    private long bufferStart;
    private int buffered;
    private long position;
    private bool disposed;

    private BlobReadStream(IBlobService service, BlobAddress blob, BlobOpenReadOptions options, Response<BlobProperties> first)
    {
        this.service = service;
        this.blob = blob;
        FirstResponse = first.GetRawResponse();
        Length = first.Value.ContentLength;
        position = options.Position;
        conditions = options.AllowModifications
            ? options.Conditions
            : new BlobRequestConditions { IfMatch = first.Value.ETag, LeaseId = options.Conditions?.LeaseId };
        chunk = (int)Math.Clamp(Length, 1, options.BufferSize ?? DefaultBufferSize);
        buffer = ArrayPool<byte>.Shared.Rent(chunk);
    }

    /// <summary>The answer that told the blob's length and version.</summary>
    public Response FirstResponse { get; }

    /// <inheritdoc />
    public override bool CanRead => !disposed;

    /// <inheritdoc />
    public override bool CanSeek => !disposed;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length { get; }

    /// <inheritdoc />
    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public static async Task<BlobReadStream> OpenAsync(
        IBlobService service, BlobAddress blob, BlobOpenReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Position);
        var first = await service.GetPropertiesAsync(blob, options.Conditions, cancellationToken).ConfigureAwait(false);
        return new BlobReadStream(service, blob, options, first);
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (position >= Length || destination.Length == 0)
            return 0;
        if (position < bufferStart || position >= bufferStart + buffered)
            await FillAsync(cancellationToken).ConfigureAwait(false);
        return Take(destination.Span);
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (position >= Length || buffer.Length == 0)
            return 0;
        if (position < bufferStart || position >= bufferStart + buffered)
            FillAsync(CancellationToken.None).GetAwaiter().GetResult();
        return Take(buffer);
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (!disposed)
        {
            disposed = true;
            ArrayPool<byte>.Shared.Return(buffer);
        }

        base.Dispose(disposing);
    }

    private int Take(Span<byte> destination)
    {
        var from = (int)(position - bufferStart);
        var count = Math.Min(destination.Length, buffered - from);
        buffer.AsSpan(from, count).CopyTo(destination);
        position += count;
        return count;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(chunk, Length - position);
        buffered = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The pipeline retries a request that fails; a body that breaks off half-way is for us to fetch again.
                var range = new HttpRange(position, count);
                var download = await service.DownloadAsync(blob, range, conditions, cancellationToken).ConfigureAwait(false);
                using var result = download.Value;
                bufferStart = position;
                buffered = await result.Content.ReadAtLeastAsync(buffer.AsMemory(0, count), count, true, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (IOException) when (attempt < Tries)
            {
            }
        }
    }
}
