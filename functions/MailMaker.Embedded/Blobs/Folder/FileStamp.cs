using MailMaker.Embedded.Storage;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>
/// Which version of a file is at a path: its inode, time of change and length. Whoever rewrites the file, MailMaker or a foreign program, in place or
/// by rename, changes it.
/// </summary>
internal readonly record struct FileStamp(FileKind Kind, ulong Inode, long ModifiedNanoseconds, long Length)
{
    private const int StatxBytes = 256;
    private const int ModeTypeMask = 0xF000;
    private const int ModeFile = 0x8000;
    private const int ModeFolder = 0x4000;

    public static FileStamp Missing => default;

    public DateTimeOffset ModifiedAt => DateTimeOffset.UnixEpoch.AddTicks(ModifiedNanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>The stamp as a key.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Inode:x}-{ModifiedNanoseconds:x}-{Length:x}");

    public static FileStamp Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return Portable(path);
        Span<byte> stat = stackalloc byte[StatxBytes];
        return Posix.TryStat(path, stat) ? Read(stat) : Missing;
    }

    public static FileStamp Of(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux())
            return Portable(path) with { Length = RandomAccess.GetLength(file) };
        Span<byte> stat = stackalloc byte[StatxBytes];
        Posix.Stat(file, stat);
        return Read(stat);
    }

    /// <summary>The ETag of this version after <paramref name="changes"/> changes of its metadata.</summary>
    public ETag ETag(int changes)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Key}-{changes}")));
        return new ETag("\"0x" + Convert.ToHexString(hash, 0, 8) + "\"");
    }

    // struct statx of linux/stat.h, the same on every architecture: mode at 28, inode at 32, size at 40, mtime at 112.
    private static FileStamp Read(ReadOnlySpan<byte> stat)
    {
        var kind = (BinaryPrimitives.ReadUInt16LittleEndian(stat[28..]) & ModeTypeMask) switch
        {
            ModeFile => FileKind.File,
            ModeFolder => FileKind.Folder,
            _ => FileKind.Other,
        };
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(stat[112..]);
        var nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(stat[120..]);
        return new FileStamp(
            kind,
            BinaryPrimitives.ReadUInt64LittleEndian(stat[32..]),
            (seconds * 1_000_000_000) + nanoseconds,
            kind == FileKind.File ? BinaryPrimitives.ReadInt64LittleEndian(stat[40..]) : 0);
    }

    // Elsewhere .NET tells no inode; the time of creation stands in for it, since a rewrite by rename brings a new one.
    private static FileStamp Portable(string path)
    {
        var file = new FileInfo(path);
        var kind = Directory.Exists(path) ? FileKind.Folder : file.Exists ? FileKind.File : FileKind.Missing;
        if (kind == FileKind.Missing)
            return Missing;
        if (file.LinkTarget is not null)
            kind = FileKind.Other;
        var modified = (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return new FileStamp(kind, (ulong)file.CreationTimeUtc.Ticks, modified, kind == FileKind.File ? file.Length : 0);
    }
}
