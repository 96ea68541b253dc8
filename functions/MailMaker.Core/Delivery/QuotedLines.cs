using System.Buffers;

namespace MailMaker.Core.Delivery;

/// <summary>
/// Writes lines of quoted-printable (RFC 2045 §6.7), text after text: what is written next goes on in the line that is open. No line is longer than 76, whatever
/// the seams are.
/// </summary>
internal ref struct QuotedLines(Span<byte> room)
{
    // One column is kept for the '=' of a soft line break.
    private const int Room = 75;

    private static readonly SearchValues<byte> Literal = SearchValues.Create(
        "\t !\"#$%&'()*+,-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    private readonly Span<byte> Target { get; } = room;
    private int Start { get; set; }

    /// <summary>Octets written.</summary>
    public int Length { get; private set; }

    /// <summary>Octets of the open line.</summary>
    public readonly int Column => Length - Start;

    /// <summary>Encodes text; every line break in it (CRLF, LF, CR) becomes CRLF.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        while (octets.Length > 0)
        {
            var run = octets[..Math.Min(octets.Length, Math.Max(0, Room - Column))].IndexOfAnyExcept(Literal);
            if (run < 0)
                run = Math.Min(octets.Length, Room - Column);
            if (run > 0 && !(Column == 0 && NeedsGuard(octets)))
            {
                octets[..run].CopyTo(Target[Length..]);
                Length += run;
                octets = octets[run..];
            }
            else if (octets[0] is (byte)'\r' or (byte)'\n')
            {
                Break();
                octets = octets[(octets.StartsWith("\r\n"u8) ? 2 : 1)..];
            }
            else if (run == 0 && Column == Room && Literal.Contains(octets[0]))
            {
                SoftBreak();
            }
            else
            {
                WriteEscaped(octets[0]);
                octets = octets[1..];
            }
        }
    }

    /// <summary>Writes what is encoded already, on a line of its own.</summary>
    /// <param name="encoded">Lines as this type writes them.</param>
    /// <param name="endColumn">Octets of the last one.</param>
    public void WriteEncoded(ReadOnlySpan<byte> encoded, int endColumn)
    {
        if (encoded.IsEmpty)
            return;
        // A line break that follows ends the open line as it is, but for white space at its end.
        if (Column > 0 && !(encoded.StartsWith("\r\n"u8) && Target[Length - 1] is not ((byte)' ' or (byte)'\t')))
            SoftBreak();
        encoded.CopyTo(Target[Length..]);
        Length += encoded.Length;
        Start = Length - endColumn;
    }

    /// <summary>Ends the text: what is written last must not be white space (RFC 2045 §6.7 (3)).</summary>
    public void End() => GuardEnd();

    // RFC 2049 §3: a dot at the start of a line, or "From ", may be changed on the way by old relays. What begins like "From " may go on like it.
    private static bool NeedsGuard(ReadOnlySpan<byte> line) => line[0] == '.' || (line[0] == 'F' && "From "u8.StartsWith(line[..Math.Min(5, line.Length)]));

    private void WriteEscaped(byte octet)
    {
        if (Column + 3 > Room)
            SoftBreak();
        Length += QuotedPrintable.Escape(octet, Target[Length..]);
    }

    private void SoftBreak()
    {
        Target[Length++] = (byte)'=';
        EndLine();
    }

    private void Break()
    {
        GuardEnd();
        EndLine();
    }

    // RFC 2045 §6.7 (3): white space at the end of a line must be escaped, since relays strip it.
    private void GuardEnd()
    {
        if (Column == 0 || Target[Length - 1] is not ((byte)' ' or (byte)'\t'))
            return;
        var last = Target[--Length];
        WriteEscaped(last);
    }

    private void EndLine()
    {
        Target[Length++] = (byte)'\r';
        Target[Length++] = (byte)'\n';
        Start = Length;
    }
}
