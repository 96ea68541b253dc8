using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MailMaker.Core.Imports;

/// <summary>
/// Decodes a file of unknown encoding as it streams. A byte order mark or the pattern of UTF-16 decides at the start; a byte encoding is
/// decided at the first byte beyond ASCII, wherever in the file it stands, from the 64 KB that follow it. A byte that the encoding then can't
/// hold becomes a lone surrogate (U+DC80 to U+DCFF, 0xDC00 + the byte): it can't come from valid text, so the row that holds it is told apart
/// and refused by itself.
/// </summary>
/// <param name="stream">The file.</param>
/// <param name="known">The encoding, when it is known beforehand; a byte order mark goes before it.</param>
internal sealed class TextSource(Stream stream, TextKind? known = null)
{
    /// <summary>Characters that a reader must have room for: with less, a character of two halves would never come.</summary>
    public const int LeastRoom = 16;

    private const int Capacity = 64 * 1024;

    private static readonly char[] HighHalfOf1252 = HighHalf();

    private readonly byte[] bytes = new byte[Capacity];
    private readonly Decoder? korean = CodePagesEncodingProvider.Instance
        .GetEncoding(949, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFF"))?.GetDecoder();

    private int start;
    private int end;
    private bool ended;
    private bool started;

    /// <summary>The encoding, as far as it is known.</summary>
    public TextKind Kind { get; private set; }

    /// <summary>Whether the file began with a byte order mark.</summary>
    public bool HasByteOrderMark { get; private set; }

    /// <summary>Why the file is no text; null when it is.</summary>
    public string? NotText { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Decodes some of the file; 0 at its end.</summary>
    /// <param name="to">Where the text goes; at least <see cref="LeastRoom"/> characters.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async ValueTask<int> ReadAsync(Memory<char> to, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to.Length, LeastRoom);
        if (!started)
            await StartAsync(cancellation).ConfigureAwait(false);
        while (NotText is null)
        {
            if (Kind == TextKind.Ascii && FirstBeyondAscii() == start)
            {
                await FillAsync(cancellation).ConfigureAwait(false);
                if (start < end && bytes[start] >= 0x80)
                    Kind = TextSniffer.ByteEncoding(bytes.AsSpan(start, end - start), ended);
            }

            var written = Decode(to.Span);
            if (written > 0)
                return written;
            if (ended && start == end)
                return 0;
            await FillAsync(cancellation).ConfigureAwait(false);
        }

        return 0;
    }

    private async ValueTask StartAsync(CancellationToken cancellation)
    {
        started = true;
        await FillAsync(cancellation).ConfigureAwait(false);
        var sample = bytes.AsSpan(0, end);
        if (TextSniffer.ByteOrderMark(sample) is (var kind, var length))
        {
            (Kind, start, HasByteOrderMark) = (kind, length, true);
            return;
        }

        Kind = known ?? TextSniffer.Utf16(sample) ?? TextKind.Ascii;
        NotText = TextSniffer.NotText(sample)
            ?? (Kind == TextKind.Ascii && sample.Count((byte)0) > sample.Length / 100 ? "The file holds zero bytes: it is not a text file." : null);
    }

    // Moves what is left to the front and reads until the buffer is full or the file ends.
    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        bytes.AsSpan(start, end - start).CopyTo(bytes);
        (start, end) = (0, end - start);
        while (!ended && end < bytes.Length)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(end), cancellation).ConfigureAwait(false);
            ended = read == 0;
            end += read;
            BytesRead += read;
        }
    }

    private int FirstBeyondAscii()
    {
        var at = bytes.AsSpan(start, end - start).IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return at < 0 ? end : start + at;
    }

    private int Decode(Span<char> to)
    {
        var from = bytes.AsSpan(start, end - start);
        var (read, written) = Kind switch
        {
            TextKind.Ascii => Widen(from[..Math.Min(FirstBeyondAscii() - start, to.Length)], to),
            TextKind.Windows1252 => Widen(from[..Math.Min(from.Length, to.Length)], to),
            TextKind.Utf8 => DecodeUtf8(from, to),
            TextKind.Korean949 => Decode949(from, to),
            _ => DecodeUtf16(from, to),
        };
        start += read;
        return written;
    }

    private static (int Read, int Written) Widen(ReadOnlySpan<byte> from, Span<char> to)
    {
        Encoding.Latin1.GetChars(from, to);
        var text = to[..from.Length];
        for (var at = text.IndexOfAnyInRange('\u0080', '\u009F'); at >= 0;)
        {
            text[at] = HighHalfOf1252[text[at] - 0x80];
            var next = text[(at + 1)..].IndexOfAnyInRange('\u0080', '\u009F');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return (from.Length, from.Length);
    }

    private (int Read, int Written) DecodeUtf8(ReadOnlySpan<byte> from, Span<char> to)
    {
        var (read, written) = (0, 0);
        while (read < from.Length && written < to.Length)
        {
            var status = Utf8.ToUtf16(from[read..], to[written..], out var r, out var w, replaceInvalidSequences: false, isFinalBlock: ended);
            (read, written) = (read + r, written + w);
            if (status != OperationStatus.InvalidData || written == to.Length)
                break;
            to[written++] = (char)(0xDC00 + from[read++]);
        }

        return (read, written);
    }

    private (int Read, int Written) Decode949(ReadOnlySpan<byte> from, Span<char> to)
    {
        korean!.Convert(from, to, ended, out var read, out var written, out _);
        // The fallback can't say a lone surrogate itself; it says what no text has.
        to[..written].Replace('\uFFFF', '\uDCFF');
        return (read, written);
    }

    private (int Read, int Written) DecodeUtf16(ReadOnlySpan<byte> from, Span<char> to)
    {
        var count = Math.Min(from.Length / 2, to.Length);
        for (var i = 0; i < count; i++)
        {
            to[i] = Kind == TextKind.Utf16LittleEndian ? (char)(from[2 * i] | (from[(2 * i) + 1] << 8)) : (char)((from[2 * i] << 8) | from[(2 * i) + 1]);
        }

        if (from.Length != 1 || !ended)
            return (2 * count, count);
        // Half a character at the end.
        to[0] = (char)(0xDC00 + from[0]);
        return (1, 1);
    }

    // The WHATWG table: the five bytes that Microsoft left open stay control characters.
    private static char[] HighHalf() =>
        [.. "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178"];
}
