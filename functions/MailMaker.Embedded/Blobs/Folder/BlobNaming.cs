using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>
/// The names that blobs have as files. A segment is written as it is where that is safe, and escaped as %XX where not; so no name leaves its
/// container. Files and folders never share a name, so that <c>a/b</c> and <c>a/b/c</c> can both be blobs: a folder with a dot in its name, and a file
/// without, end in a lone %. A segment too long for a file system goes on in a folder whose name ends in %~.
/// </summary>
internal static class BlobNaming
{
    private const int MaxBlobName = 1024;

    // Every segment of this many encoded bytes or more is cut, at a place that depends on what comes before it alone; so ordinal order is kept.
    private const int CutAt = 180;
    private const char Mark = '%';
    private const string EmptyFolder = "%-";
    private const string GoesOn = "%~";

    // What Windows, too, does not allow in a file name.
    private static readonly SearchValues<char> Unsafe = SearchValues.Create("%<>:\"|?*\\");

    /// <summary>Whether the service would take this as a container's name.</summary>
    public static bool IsContainerName(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);

    /// <summary>Whether the service would take this as a blob's name: 1 to 1,024 characters of well-formed text.</summary>
    public static bool IsBlobName(string name)
    {
        if (name.Length is 0 or > MaxBlobName)
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            if (Rune.TryGetRuneAt(name, i, out var rune))
                i += rune.Utf16SequenceLength - 1;
            else
                return false;
        }

        return true;
    }

    /// <summary>The path of a blob below its container's folder.</summary>
    public static string ToPath(string blobName)
    {
        var path = new StringBuilder(blobName.Length + 8);
        var segments = blobName.Split('/');
        for (var i = 0; i < segments.Length; i++)
            AppendSegment(path, segments[i], i == segments.Length - 1);
        return path.ToString();
    }

    /// <summary>
    /// What an entry adds to the names below it: a folder's segment with its slash, a cut segment's beginning, a file's last segment. Null when
    /// no blob has such a file.
    /// </summary>
    public static string? FromEntry(string entry, bool isFolder)
    {
        if (entry.StartsWith('.'))
            return null;
        if (isFolder && entry.EndsWith(GoesOn, StringComparison.Ordinal))
            return Unescape(entry[..^GoesOn.Length]);
        if (isFolder && entry == EmptyFolder)
            return "/";
        var marked = entry.EndsWith(Mark);
        var segment = Unescape(marked ? entry[..^1] : entry);
        if (segment is null || marked != (segment.Contains('.') == isFolder))
            return null;
        return isFolder ? segment + "/" : segment;
    }

    private static void AppendSegment(StringBuilder path, string segment, bool isLast)
    {
        var bytes = 0;
        var rest = 0;
        for (var i = 0; i < segment.Length;)
        {
            var rune = Rune.GetRuneAt(segment, i);
            bytes += AppendRune(path, rune, i == rest, i + rune.Utf16SequenceLength == segment.Length);
            i += rune.Utf16SequenceLength;
            if (bytes < CutAt)
                continue;
            path.Append(GoesOn).Append('/');
            (bytes, rest) = (0, i);
        }

        var left = segment[rest..];
        if (!isLast && left.Length == 0)
            path.Append(EmptyFolder);
        else if (left.Contains('.') != isLast)
            path.Append(Mark);
        if (!isLast)
            path.Append('/');
    }

    private static int AppendRune(StringBuilder path, Rune rune, bool isFirst, bool isLastOfSegment)
    {
        var escape = rune.Value < ' ' || rune.Value == 0x7f || (rune.IsBmp && Unsafe.Contains((char)rune.Value))
            || (rune.Value == '.' && (isFirst || isLastOfSegment)) || (rune.Value == ' ' && isLastOfSegment);
        if (escape)
        {
            path.Append(CultureInfo.InvariantCulture, $"%{rune.Value:X2}");
            return 3;
        }

        path.Append(rune.ToString());
        return rune.Utf8SequenceLength;
    }

    private static string? Unescape(string entry)
    {
        if (!entry.Contains(Mark))
            return entry;
        var text = new StringBuilder(entry.Length);
        for (var i = 0; i < entry.Length; i++)
        {
            if (entry[i] != Mark)
                text.Append(entry[i]);
            else if (i + 2 < entry.Length && byte.TryParse(entry.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
                (text, i) = (text.Append((char)code), i + 2);
            else
                return null;
        }

        return text.ToString();
    }
}
