using System.Buffers;
using System.Collections.Concurrent;

namespace MailMaker.Delivery;

/// <summary>A growing buffer that is used again: a mail's octets cost no garbage. Dispose gives it back.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    // A rare giant mail does not keep its memory for ever.
    private const int Kept = 256 * 1024;
    private const int MostPooled = 32;
    private static readonly ConcurrentBag<PooledBuffer> Pool = [];

    // Kept beside the pool: to count a ConcurrentBag stops every thread that uses it.
    private static int pooled;

    private ArrayBufferWriter<byte> octets = new(32 * 1024);

    private PooledBuffer()
    {
    }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => octets.WrittenMemory;

    /// <summary>An empty buffer.</summary>
    public static PooledBuffer Rent()
    {
        if (!Pool.TryTake(out var buffer))
            return new PooledBuffer();
        Interlocked.Decrement(ref pooled);
        return buffer;
    }

    /// <inheritdoc />
    public void Advance(int count) => octets.Advance(count);

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0) => octets.GetMemory(sizeHint);

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => octets.GetSpan(sizeHint);

    /// <inheritdoc />
    public void Dispose()
    {
        if (octets.Capacity > Kept)
            octets = new ArrayBufferWriter<byte>(32 * 1024);
        octets.ResetWrittenCount();
        if (Interlocked.Increment(ref pooled) <= MostPooled)
            Pool.Add(this);
        else
            Interlocked.Decrement(ref pooled);
    }
}
