using System.Buffers;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>Writes a blob in blocks; it appears, or changes, when the stream is disposed.</summary>
internal sealed class RestWriteStream(BlockUpload upload, int blockLength) : Stream
{
    private readonly byte[] block = ArrayPool<byte>.Shared.Rent(blockLength);
    private int buffered;
    private long length;
    private bool disposed;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => !disposed;

    /// <inheritdoc />
    public override long Length => length;

    /// <inheritdoc />
    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        while (buffer.Length > 0)
        {
            if (buffered == blockLength)
            {
                await upload.StageAsync(block.AsMemory(0, buffered), cancellationToken).ConfigureAwait(false);
                buffered = 0;
            }

            var count = Math.Min(buffer.Length, blockLength - buffered);
            buffer[..count].CopyTo(block.AsMemory(buffered));
            (buffered, length, buffer) = (buffered + count, length + count, buffer[count..]);
        }
    }

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await CompleteAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            CompleteAsync().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private async Task CompleteAsync()
    {
        if (disposed)
            return;
        disposed = true;
        try
        {
            await upload.CompleteAsync(block.AsMemory(0, buffered), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
