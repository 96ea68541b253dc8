using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Storage;

/// <summary>
/// The system calls that .NET has no equal for. <c>FileStream.Flush(true)</c> swallows the error of its fsync, so what is promised to be on disk is
/// synced here, where a failure is an exception.
/// </summary>
internal static unsafe partial class Posix
{
    private const int ErrnoInterrupted = 4;
    private const int MacFullFsync = 51;
    private const int OpenReadOnly = 0;

    /// <summary>Makes the content of an open file survive a loss of power.</summary>
    public static void Sync(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            Retry(() => FlushFileBuffers(file) ? 0 : -1);
        else if (OperatingSystem.IsMacOS())
            Retry(() => fcntl(file, MacFullFsync) < 0 ? -1 : 0); // fsync alone leaves the data in the drive's cache there.
        else
            Retry(() => fsync(file));
    }

    /// <summary>Makes the content of a file whose length may be as before survive a loss of power.</summary>
    public static void SyncData(SafeFileHandle file) => Retry(() => fdatasync(file));

    /// <summary>Makes names that were put into, or taken out of, a folder survive a loss of power. Windows needs no such call.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = OpenFolder(path);
        Retry(() => fsync(folder));
    }

    /// <summary>Syncs all that is unwritten in the file system of <paramref name="anchor"/>: many files for the price of one.</summary>
    public static void SyncFileSystem(SafeFileHandle anchor) => Retry(() => syncfs(anchor));

    public static SafeFileHandle OpenFolder(string path)
    {
        var handle = open(path, OpenReadOnly);
        ThrowIf(handle.IsInvalid);
        return handle;
    }

    /// <summary>Removes a folder if it is empty; false when it is not, or not there.</summary>
    public static bool RemoveIfEmpty(string path)
    {
        if (!OperatingSystem.IsWindows())
            return rmdir(path) == 0;
        if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any())
            return false;
        Directory.Delete(path);
        return true;
    }

    /// <summary>statx(2) of a path without following a link at its end; false when nothing is there.</summary>
    public static bool TryStat(string path, Span<byte> result)
    {
        fixed (byte* buffer = result)
            return statx(-100, path, 0x100, 0x7ff, buffer) == 0;
    }

    /// <summary>statx(2) of an open file.</summary>
    public static void Stat(SafeFileHandle file, Span<byte> result)
    {
        fixed (byte* buffer = result)
            ThrowIf(statx(file, "", 0x1000, 0x7ff, buffer) != 0);
    }

    private static void Retry(Func<int> call)
    {
        while (call() != 0)
        {
            if (Marshal.GetLastPInvokeError() != ErrnoInterrupted)
                throw new SyncFailedException("The disk could not be synced: " + LastError());
        }
    }

    private static void ThrowIf(bool failed)
    {
        if (failed)
            throw new IOException("The disk refused: " + LastError());
    }

    private static string LastError() => new Win32Exception(Marshal.GetLastPInvokeError()).Message;

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int syncfs(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle file, int command);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rmdir(string path);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle file, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushFileBuffers(SafeFileHandle file);
}
