namespace MailMaker.Core.Imports.Packing;

/// <summary>A stream of which some bytes were read ahead: it gives them again first.</summary>
internal sealed class PeekedStream(ReadOnlyMemory<byte> head, Stream rest, bool leaveOpen) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> head = head;

    /// <summary>Reads the first bytes of a stream.</summary>
    /// <returns>The bytes, fewer when the stream has no more.</returns>
    public static async ValueTask<byte[]> HeadAsync(Stream stream, int bytes, CancellationToken cancellation)
    {
        var head = new byte[bytes];
        var length = await stream.ReadAtLeastAsync(head, bytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return length == bytes ? head : head[..length];
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer) => head.IsEmpty ? rest.Read(buffer) : TakeHead(buffer);

    /// <inheritdoc />
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        head.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : new ValueTask<int>(TakeHead(buffer.Span));

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
            rest.Dispose();
        base.Dispose(disposing);
    }

    private int TakeHead(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, head.Length);
        head.Span[..count].CopyTo(buffer);
        head = head[count..];
        return count;
    }
}
