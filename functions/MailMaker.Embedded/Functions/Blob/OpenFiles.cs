using System.Runtime.InteropServices;
using Azure.Storage.Blobs;
using MailMaker.Embedded.Blobs.Folder;
using MailMaker.Embedded.Storage;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>
/// Tells whether some process has a file of the home open for writing, where the system can say so: on Linux a read lease (fcntl(2),
/// F_SETLEASE) is refused while a file is open for writing anywhere on the machine. A file of another owner needs the capability CAP_LEASE; without
/// it, and on a file system without leases, the system tells nothing, and the file must have stopped changing for longer. Other systems than Linux
/// are not asked.
/// </summary>
/// <param name="home">The home; null for blobs of a storage account.</param>
internal sealed partial class OpenFiles(EmbeddedHome? home)
{
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int ReadLease = 0;
    private const int NoLease = 2;

    // Whoever opens the file in the instant of the lease makes the kernel send us a signal: this one is ignored by default, the usual one ends the process.
    private const int Urgent = 23;

    // EAGAIN: open for writing.
    private const int TryAgain = 11;

    private readonly BlobFolders? folders = home is not null && OperatingSystem.IsLinux() ? new BlobFolders(home.Path) : null;

    /// <summary>Whether the blob's file is open for writing, as far as the system tells.</summary>
    public FileUse UseOf(BlobContainerClient container, string blob)
    {
        if (folders is null)
            return FileUse.AtRest;
        try
        {
            using var file = File.OpenHandle(
                folders.Of(container.Name).PathOf(blob), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return AskForLease(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or not ours to read: the run itself will find out.
            return FileUse.AtRest;
        }
    }

    private static FileUse AskForLease(SafeFileHandle file)
    {
        if (Fcntl(file, SetSignal, Urgent) != 0)
            return FileUse.Untold;
        if (Fcntl(file, SetLease, ReadLease) == 0)
        {
            _ = Fcntl(file, SetLease, NoLease);
            return FileUse.AtRest;
        }

        return Marshal.GetLastPInvokeError() == TryAgain ? FileUse.BeingWritten : FileUse.Untold;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(SafeFileHandle file, int command, int argument);
}
