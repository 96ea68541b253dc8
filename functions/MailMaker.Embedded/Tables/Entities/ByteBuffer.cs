using System.Buffers;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>Bytes that grow at their end, in an array from the shared pool. Dispose it to give the array back.</summary>
internal sealed class ByteBuffer(int capacity) : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>Some written bytes; valid until more are written.</summary>
    public ReadOnlySpan<byte> this[Range range] => bytes.AsSpan(0, Length)[range];

    /// <summary>Room for at least <paramref name="size" /> bytes at the end; <see cref="Advance" /> says how many were used.</summary>
    public Span<byte> Room(int size)
    {
        if (bytes.Length - Length < size)
            Grow(size);
        return bytes.AsSpan(Length);
    }

    /// <summary>Counts bytes that were written to <see cref="Room" />.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> source)
    {
        source.CopyTo(Room(source.Length));
        Length += source.Length;
    }

    /// <summary>Drops everything after a place.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Changes bytes that are written already.</summary>
    public Span<byte> Written(Range range) => bytes.AsSpan(0, Length)[range];

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Length = 0;
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + size, bytes.Length * 2));
        bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
