using MailMaker.Embedded.Storage;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>
/// Makes a few small blobs durable by one sequential write and one sync, where their files would need two syncs that wait for the file system's own
/// journal. Their files are written too, but synced later, all at once; until then the journal has what a loss of power would take. Used by one thread.
/// </summary>
/// <remarks>
/// Only a loss of power (or a crash of the system) makes the files need the journal: it is replayed if the system was started anew since. What
/// is in the journal must not be changed in another way before a checkpoint, or the replay would undo the change.
/// </remarks>
internal sealed class BlobJournal : IDisposable
{
    private const long LargestFile = 32 * 1024 * 1024;

    private readonly BlobFolders folders;
    private readonly SafeFileHandle anchor;
    private readonly SafeFileHandle file;
    private readonly Guid boot;
    private readonly HashSet<BlobAddress> blobs = [];
    private readonly HashSet<string> containers = new(StringComparer.Ordinal);
    private long epoch;
    private long position;

    /// <summary>Opens the journal and replays it if the system was started anew since it was written.</summary>
    /// <param name="folders">Where blobs are.</param>
    /// <param name="anchor">Any open folder of their file system.</param>
    /// <param name="boot">Which start of the system this is.</param>
    public BlobJournal(BlobFolders folders, SafeFileHandle anchor, Guid boot)
    {
        this.folders = folders;
        this.anchor = anchor;
        this.boot = boot;
        file = File.OpenHandle(folders.Journal, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (Recover())
            Posix.SyncFileSystem(anchor);
        Clear();
    }

    /// <summary>Whether nothing needs a checkpoint.</summary>
    public bool IsEmpty => blobs.Count == 0;

    /// <summary>Which start of the system this is, as Linux tells it.</summary>
    public static Guid CurrentBoot() => Guid.Parse(File.ReadAllText("/proc/sys/kernel/random/boot_id"));

    /// <summary>Whether a blob, or with an empty name any blob of the container, is in the journal.</summary>
    public bool Holds(BlobAddress target) => target.Name.Length == 0 ? containers.Contains(target.Container) : blobs.Contains(target);

    /// <summary>Makes the entries durable.</summary>
    public void Append(IReadOnlyCollection<JournalEntry> entries)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        foreach (var entry in entries)
        {
            parts.Add(entry.Head(boot, epoch));
            parts.Add(entry.Content);
        }

        var length = parts.Sum(p => (long)p.Length);
        if (position + length > LargestFile && !IsEmpty)
        {
            Checkpoint();
            Append(entries);
            return;
        }

        RandomAccess.Write(file, parts, position);
        Posix.SyncData(file);
        position += length;
        foreach (var entry in entries)
        {
            blobs.Add(entry.Blob);
            containers.Add(entry.Blob.Container);
        }
    }

    /// <summary>Makes the files themselves durable and empties the journal.</summary>
    public void Checkpoint()
    {
        if (IsEmpty)
            return;
        Posix.SyncFileSystem(anchor);
        Clear();
    }

    public void Dispose() => file.Dispose();

    // Nothing is at the start, so nothing is replayed. The file keeps its length: writing over is cheaper than growing.
    private void Clear()
    {
        RandomAccess.Write(file, new byte[64], 0);
        Posix.SyncData(file);
        blobs.Clear();
        containers.Clear();
        position = 0;
        epoch++;
    }

    // Entries of one epoch follow each other; after the last are older ones, or one that was not written whole and so was never acknowledged.
    private bool Recover()
    {
        var bytes = new byte[RandomAccess.GetLength(file)];
        RandomAccess.Read(file, bytes, 0);
        long? first = null;
        for (var at = 0; JournalEntry.TryRead(bytes.AsMemory(at), out var entry, out var written, out var of, out var length); at += length)
        {
            first ??= of;
            epoch = of;
            // Since the same start of the system the files are as they were: a process that ends loses nothing that it had written.
            if (of != first || written == boot)
                break;
            Restore(entry!);
        }

        return first is not null;
    }

    private void Restore(JournalEntry entry)
    {
        var container = folders.Of(entry.Blob.Container);
        var path = container.PathOf(entry.Blob.Name);
        if (!container.Exists || (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(entry.Content.Span)))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = Path.Join(folders.Unfinished, "replay");
        File.WriteAllBytes(unfinished, entry.Content.Span);
        File.SetLastWriteTimeUtc(unfinished, entry.ModifiedAt.UtcDateTime);
        File.Move(unfinished, path, true);
    }
}
