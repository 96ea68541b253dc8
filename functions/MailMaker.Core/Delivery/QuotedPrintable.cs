using System.Buffers;

namespace MailMaker.Core.Delivery;

/// <summary>Quoted-printable (RFC 2045 §6.7): octets that are mostly ASCII text, in lines of at most 76.</summary>
internal static class QuotedPrintable
{
    // One column is kept for the '=' of a soft line break.
    private const int Room = 75;

    private static readonly SearchValues<byte> Literal = SearchValues.Create(
        "\t !\"#$%&'()*+,-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>Octets that take three.</summary>
    public static int CountEscaped(ReadOnlySpan<byte> octets)
    {
        var count = octets.Count((byte)'=');
        for (int at; (at = octets.IndexOfAnyExceptInRange((byte)0, (byte)0x7f)) >= 0;)
        {
            octets = octets[at..];
            var run = octets.IndexOfAnyInRange((byte)0, (byte)0x7f);
            if (run < 0)
                return count + octets.Length;
            count += run;
            octets = octets[run..];
        }

        return count;
    }

    /// <summary>Octets that the result can't exceed, when no more than <paramref name="escaped"/> of <paramref name="length"/> octets take three.</summary>
    public static int Bound(int length, int escaped)
    {
        // Each line has a soft break at its end and may have an escaped octet at its start.
        var flat = (long)length + 2L * escaped;
        return checked((int)(flat + 5 * (flat / (Room - 5)) + 16));
    }

    /// <summary>Encodes text; every line break in it (CRLF, LF, CR) becomes CRLF.</summary>
    /// <param name="octets">UTF-8.</param>
    /// <param name="room">Where to write; large enough for any input of this length.</param>
    /// <returns>Octets written.</returns>
    public static int Encode(ReadOnlySpan<byte> octets, Span<byte> room)
    {
        var line = new Line(room);
        while (octets.Length > 0)
        {
            var run = octets[..Math.Min(octets.Length, Math.Max(0, Room - line.Column))].IndexOfAnyExcept(Literal);
            if (run < 0)
                run = Math.Min(octets.Length, Room - line.Column);
            if (run > 0 && !(line.Column == 0 && NeedsGuard(octets)))
            {
                line.Append(octets[..run]);
                octets = octets[run..];
            }
            else if (octets[0] is (byte)'\r' or (byte)'\n')
            {
                line.Break();
                octets = octets[(octets.StartsWith("\r\n"u8) ? 2 : 1)..];
            }
            else if (run == 0 && line.Column == Room && Literal.Contains(octets[0]))
            {
                line.SoftBreak();
            }
            else
            {
                line.AppendEscaped(octets[0]);
                octets = octets[1..];
            }
        }

        line.GuardEnd();
        return line.Length;
    }

    /// <summary>Writes <c>=XX</c>.</summary>
    public static int Escape(byte octet, Span<byte> room)
    {
        const string Hex = "0123456789ABCDEF";
        room[2] = (byte)Hex[octet & 15];
        room[1] = (byte)Hex[octet >> 4];
        room[0] = (byte)'=';
        return 3;
    }

    // RFC 2049 §3: a dot at the start of a line, or "From ", may be changed on the way by old relays.
    private static bool NeedsGuard(ReadOnlySpan<byte> line) => line[0] == '.' || (line[0] == 'F' && line.StartsWith("From "u8));

    private ref struct Line(Span<byte> room)
    {
        private int Start { get; set; }

        public int Length { get; private set; }

        private readonly Span<byte> Target { get; } = room;

        public readonly int Column => Length - Start;

        public void Append(ReadOnlySpan<byte> literal)
        {
            literal.CopyTo(Target[Length..]);
            Length += literal.Length;
        }

        public void AppendEscaped(byte octet)
        {
            if (Column + 3 > Room)
                SoftBreak();
            Length += Escape(octet, Target[Length..]);
        }

        public void SoftBreak()
        {
            Target[Length++] = (byte)'=';
            End();
        }

        public void Break()
        {
            GuardEnd();
            End();
        }

        // RFC 2045 §6.7 (3): white space at the end of a line must be escaped, since relays strip it.
        public void GuardEnd()
        {
            if (Column == 0 || Target[Length - 1] is not ((byte)' ' or (byte)'\t'))
                return;
            var last = Target[--Length];
            AppendEscaped(last);
        }

        private void End()
        {
            Target[Length++] = (byte)'\r';
            Target[Length++] = (byte)'\n';
            Start = Length;
        }
    }
}
