using System.Buffers;
using System.Text;

namespace MailMaker.Core.Imports;

/// <summary>Tells a file's encoding from its bytes.</summary>
internal static class TextSniffer
{
    /// <summary>The encoding that a byte order mark at the start says, and the mark's length; null without one.</summary>
    public static (TextKind Kind, int Length)? ByteOrderMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (TextKind.Utf8, 3),
        [0xFF, 0xFE, ..] => (TextKind.Utf16LittleEndian, 2),
        [0xFE, 0xFF, ..] => (TextKind.Utf16BigEndian, 2),
        _ => null,
    };

    /// <summary>What makes a file no text at all; null for text.</summary>
    public static string? NotText(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("%PDF"u8))
            return "The file is a PDF, not a text file.";
        var text = start.TrimStart(" \t\r\n"u8);
        if (StartsWith(text, "<!doctype html") || StartsWith(text, "<html") || StartsWith(text, "<table"))
            return "The file is a web page, whatever its name; open it in a spreadsheet and save it as .xlsx or .csv.";
        if (StartsWith(text, "<?xml"))
            return "The file is XML, whatever its name; open it in a spreadsheet and save it as .xlsx or .csv.";
        return StartsWith(text, "{\\rtf") ? "The file is a rich text document, not a table." : null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string start) =>
        text.Length >= start.Length && Encoding.ASCII.GetString(text[..start.Length]).Equals(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// UTF-16 without a mark shows in zero bytes: delimiters and line ends have one each, on always the same side. Null when there is no such
    /// pattern.
    /// </summary>
    public static TextKind? Utf16(ReadOnlySpan<byte> sample)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] != 0)
                continue;
            if (i % 2 == 0)
                even++;
            else
                odd++;
        }

        var few = sample.Length / 100;
        if (odd > 10 * even && odd > few)
            return TextKind.Utf16LittleEndian;
        return even > 10 * odd && even > few ? TextKind.Utf16BigEndian : null;
    }

    /// <summary>
    /// The byte encoding of a stretch that begins with its first byte beyond ASCII. One broken byte among much good UTF-8 is a fault of a row;
    /// mostly broken UTF-8 is another encoding.
    /// </summary>
    /// <param name="window">The bytes.</param>
    /// <param name="isEnd">Whether the file ends with them; else a sequence may be cut at the end.</param>
    public static TextKind ByteEncoding(ReadOnlySpan<byte> window, bool isEnd)
    {
        var (good, broken) = (0, 0);
        for (var rest = window; !rest.IsEmpty;)
        {
            var next = rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (next < 0)
                break;
            rest = rest[next..];
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status == OperationStatus.NeedMoreData && !isEnd)
                break;
            if (status == OperationStatus.Done)
                good++;
            else
                broken++;
            rest = rest[length..];
        }

        if (broken == 0 || good > 4 * broken)
            return TextKind.Utf8;
        return IsKorean(window) ? TextKind.Korean949 : TextKind.Windows1252;
    }

    // KS X 1001 syllables: a lead byte B0-C8 and a trail byte A1-FE. Western text hardly ever pairs its accented letters.
    private static bool IsKorean(ReadOnlySpan<byte> window)
    {
        var (pairs, others) = (0, 0);
        for (var i = 0; i < window.Length; i++)
        {
            if (window[i] < 0x80)
                continue;
            if (i + 1 < window.Length && window[i] is >= 0xB0 and <= 0xC8 && window[i + 1] is >= 0xA1 and <= 0xFE)
            {
                pairs++;
                i++;
            }
            else
                others++;
        }

        return pairs > 0 && pairs >= 5 * others;
    }
}
