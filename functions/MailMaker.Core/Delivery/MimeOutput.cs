using System.Buffers;
using System.Text;

namespace MailMaker.Core.Delivery;

/// <summary>Bytes on their way into a buffer writer, with the column that header folding needs. <see cref="Flush"/> hands over the last ones.</summary>
internal ref struct MimeOutput(IBufferWriter<byte> target)
{
    private Span<byte> span;
    private int used;
    private int lineStart;

    /// <summary>Octets on the current line.</summary>
    public readonly int Column => used - lineStart;

    /// <summary>Room for <paramref name="length"/> octets; what is written there counts after <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int length)
    {
        if (span.Length - used < length)
        {
            var column = Column;
            target.Advance(used);
            span = target.GetSpan(Math.Max(length, 1024));
            used = 0;
            lineStart = -column;
        }

        return span[used..];
    }

    /// <summary>Counts octets that were written into the reserved room.</summary>
    public void Advance(int length) => used += length;

    /// <summary>Writes octets of one line.</summary>
    public void Write(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(Reserve(octets.Length));
        used += octets.Length;
    }

    /// <summary>Writes text of one line as UTF-8.</summary>
    public void Write(scoped ReadOnlySpan<char> text)
    {
        var room = Reserve(3 * text.Length); // first: it may reset what is counted
        used += Encoding.UTF8.GetBytes(text, room);
    }

    /// <summary>Ends the line.</summary>
    public void EndLine()
    {
        Write("\r\n"u8);
        lineStart = used;
    }

    /// <summary>Goes on with the header field on the next line (RFC 5322 §2.2.3).</summary>
    public void Fold()
    {
        EndLine();
        Write(" "u8);
    }

    /// <summary>Hands over what is written. Must be the last call.</summary>
    public void Flush()
    {
        target.Advance(used);
        span = default;
        used = 0;
        lineStart = 0;
    }
}
