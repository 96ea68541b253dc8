namespace MailMaker.Core.Imports;

/// <summary>
/// Tells uploads that are not whole. SFTP has no mark for the end of a file: a client that loses its line leaves what came so far, closed and under the
/// name it chose. So a client should write under a temporary name and rename; for one that does not, the file's end tells most of the time.
/// </summary>
public static class UnfinishedUpload
{
    /// <summary>Octets at a file's end that <see cref="EndsWithinLine"/> wants.</summary>
    public const int LastOctets = 4;

    /// <summary>Why a file that broke off is not imported.</summary>
    public const string Complaint =
        "The upload seems to have broken off: the file ends within a line, and after whole kilobytes, as no finished file does but by chance. "
        + "Resume the upload or send the file again; if it is whole, add a line break at its end.";

    // Clients write in blocks of whole kilobytes: 32 KiB in most, 255 KiB in OpenSSH from 8.5 on.
    private const int Block = 1024;

    private static readonly string[] TextFiles = [".csv", ".tsv", ".txt"];

    // What WinSCP (.filepart), lftp and curl users, rsync, FTP servers and browsers call a file until it is whole.
    private static readonly string[] Endings = [".part", ".filepart", ".partial", ".tmp", ".temp", ".uploading", ".crdownload", "~"];

    /// <summary>Whether the file's name says that it is not whole yet: such a file is left alone and nobody is told, until it gets its name.</summary>
    public static bool IsNamed(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        if (name.StartsWith('.'))
            return true;
        foreach (var ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether the file's end must be looked at: it is text, which has no mark of its own at its end, and as long as a broken-off upload is.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="length">Its length in octets.</param>
    public static bool MayHaveBrokenOff(string path, long length) =>
        length > 0 && length % Block == 0 && TextFiles.Any(t => path.EndsWith(t, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether text ends without a line break, in UTF-8 or UTF-16 of either order.</summary>
    /// <param name="last">The last octets of the file; up to <see cref="LastOctets"/> are looked at.</param>
    public static bool EndsWithinLine(ReadOnlySpan<byte> last) => last.Length > 0
        && last[^1] is not ((byte)'\n' or (byte)'\r')
        && !(last.Length > 1 && last[^1] == 0 && last[^2] is (byte)'\n' or (byte)'\r');
}
