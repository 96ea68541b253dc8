using System.Threading.Channels;
using MailMaker.Embedded.Storage;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>
/// The one thread that changes the folder. It takes all changes that wait, syncs their files together, checks and makes them one by one, syncs the names
/// together, and only then tells the callers: what was acknowledged survives a loss of power, and many callers share the price of a sync.
/// </summary>
/// <remarks>
/// After a failed sync nobody knows what is on disk (the kernel drops the dirty pages), so every later change is refused until the folder is reopened.
/// </remarks>
internal sealed class BlobCommitter : IAsyncDisposable
{
    private const int LargestGroup = 4096;

    // With this many files or folders, one sync of the file system is cheaper than one each; it does write what others left unwritten.
    private const int SyncsAtOnce = 3;

    private const int LargestJournaledGroup = 1024 * 1024;
    private static readonly TimeSpan CheckpointAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<BlobWork> queue = Channel.CreateBounded<BlobWork>(new BoundedChannelOptions(LargestGroup) { SingleReader = true });
    private readonly BlobFolders folders;
    private readonly BlobCatalog catalog;
    private readonly TimeProvider clock;
    private readonly SafeFileHandle? anchor;
    private readonly BlobJournal? journal;
    private readonly ITimer? checkpoint;
    private readonly Thread thread;
    private volatile Exception? failure;
    private BlobWork? next;

    public BlobCommitter(BlobFolders folders, BlobCatalog catalog, TimeProvider clock)
    {
        this.folders = folders;
        this.catalog = catalog;
        this.clock = clock;
        // Opened once: syncfs tells of errors since the file was opened. Elsewhere there is no such call.
        if (OperatingSystem.IsLinux())
        {
            anchor = Posix.OpenFolder(folders.Home);
            journal = new BlobJournal(folders, anchor, BlobJournal.CurrentBoot());
            checkpoint = clock.CreateTimer(_ => queue.Writer.TryWrite(new CheckpointWork()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        thread = new Thread(CommitLoop) { IsBackground = true, Name = "commit blobs" };
        thread.Start();
    }

    /// <summary>Makes a change; completes when it is on disk.</summary>
    /// <exception cref="StoreFailedException">An earlier change could not be synced.</exception>
    public async Task<T> CommitAsync<T>(BlobWork<T> work, CancellationToken cancellationToken)
    {
        if (failure is { } why)
            throw new StoreFailedException(why);
        await queue.Writer.WriteAsync(work, cancellationToken).ConfigureAwait(false);
        return await work.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete())
            return;
        await Task.Run(thread.Join).ConfigureAwait(false);
        if (checkpoint is not null)
            await checkpoint.DisposeAsync().ConfigureAwait(false);
        if (failure is null)
            journal?.Checkpoint();
        journal?.Dispose();
        anchor?.Dispose();
    }

    private void CommitLoop()
    {
        while (next is not null || queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            CommitGroup(NextGroup());
    }

    // One change of each blob a group, so that a change is checked against what the last one left; a container's changes are groups of their own.
    private List<BlobWork> NextGroup()
    {
        var group = new List<BlobWork>();
        var targets = new HashSet<BlobAddress>();
        while (group.Count < LargestGroup && (next is not null || queue.Reader.TryRead(out next)))
        {
            var isAlone = next!.Target.Name.Length == 0;
            if ((isAlone && group.Count > 0) || !targets.Add(next.Target))
                break;
            group.Add(next);
            next = null;
            if (isAlone)
                break;
        }

        return group;
    }

    private void CommitGroup(List<BlobWork> group)
    {
        try
        {
            if (failure is { } why)
                throw new StoreFailedException(why);
            var journaled = Journaled(group);
            var direct = journaled.Count == 0 ? group : group.FindAll(w => w is not PutWork put || !journaled.ContainsKey(put));
            if (journal is not null && direct.Exists(w => w.NeedsCheckpoint(journal)))
                journal.Checkpoint();
            CommitThroughJournal(journaled);
            CommitDirectly(direct);
        }
        catch (Exception e)
        {
            var failed = e as StoreFailedException ?? (e is SyncFailedException ? new StoreFailedException(e) : null);
            failure ??= failed?.InnerException ?? failed;
            foreach (var work in group)
                work.Fail(failed ?? e);
            return;
        }

        foreach (var work in group)
            work.Complete();
    }

    // A large group is as cheap without the journal, in which everything is written twice.
    private Dictionary<PutWork, JournalEntry> Journaled(List<BlobWork> group)
    {
        var entries = new Dictionary<PutWork, JournalEntry>();
        if (journal is null)
            return entries;
        foreach (var work in group.OfType<PutWork>())
        {
            if (work.ForJournal(catalog, folders) is { } entry)
                entries.Add(work, entry);
        }

        return entries.Values.Sum(e => e.Content.Length) <= LargestJournaledGroup ? entries : [];
    }

    private void CommitThroughJournal(Dictionary<PutWork, JournalEntry> works)
    {
        if (works.Count == 0)
            return;
        var scope = new CommitScope(folders, catalog, null, clock.GetUtcNow());
        var admitted = works.Where(w => w.Key.IsAdmitted(scope)).ToList();
        if (admitted.Count == 0)
            return;
        if (journal!.IsEmpty)
            checkpoint!.Change(CheckpointAfter, Timeout.InfiniteTimeSpan);
        journal.Append(admitted.ConvertAll(w => w.Value));
        admitted.ForEach(w => w.Key.Run(scope));
        // What could not be given its name must not come back by a replay.
        if (admitted.Exists(w => w.Key.IsRefused))
            journal.Checkpoint();
    }

    private void CommitDirectly(List<BlobWork> works)
    {
        SyncContent(works);
        if (works.Exists(w => w.Stages))
            catalog.Write(session => works.FindAll(w => w.Stages).ForEach(w => w.Stage(session, catalog)));
        SyncNames(Run(works));
    }

    private IReadOnlyCollection<string> Run(List<BlobWork> group)
    {
        if (!group.Exists(w => w.NeedsCatalog(catalog)))
            return RunAll(group, null);
        IReadOnlyCollection<string> changed = [];
        catalog.Write(session => changed = RunAll(group, session));
        return changed;
    }

    private IReadOnlyCollection<string> RunAll(List<BlobWork> group, SqliteSession? session)
    {
        var scope = new CommitScope(folders, catalog, session, clock.GetUtcNow());
        foreach (var work in group)
            work.Run(scope);
        return scope.ChangedFolders;
    }

    private void SyncContent(List<BlobWork> group)
    {
        var files = group.Select(w => w.Unsynced).OfType<SafeFileHandle>().ToList();
        if (anchor is not null && files.Count >= SyncsAtOnce)
            Posix.SyncFileSystem(anchor);
        else
            files.ForEach(Posix.Sync);
    }

    private void SyncNames(IReadOnlyCollection<string> changed)
    {
        if (anchor is not null && changed.Count >= SyncsAtOnce)
            Posix.SyncFileSystem(anchor);
        else
            changed.Where(Directory.Exists).ToList().ForEach(Posix.SyncFolder);
    }
}
