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

    private readonly Channel<BlobWork> queue = Channel.CreateBounded<BlobWork>(new BoundedChannelOptions(LargestGroup) { SingleReader = true });
    private readonly BlobFolders folders;
    private readonly BlobCatalog catalog;
    private readonly TimeProvider clock;
    private readonly SafeFileHandle? anchor;
    private readonly Thread thread;
    private volatile Exception? failure;

    public BlobCommitter(BlobFolders folders, BlobCatalog catalog, TimeProvider clock)
    {
        this.folders = folders;
        this.catalog = catalog;
        this.clock = clock;
        // Opened once: syncfs tells of errors since the file was opened. Elsewhere there is no such call.
        anchor = OperatingSystem.IsLinux() ? Posix.OpenFolder(folders.Home) : null;
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
        anchor?.Dispose();
    }

    private void CommitLoop()
    {
        var group = new List<BlobWork>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < LargestGroup && queue.Reader.TryRead(out var work))
                group.Add(work);
            CommitGroup(group);
        }
    }

    private void CommitGroup(List<BlobWork> group)
    {
        try
        {
            if (failure is { } why)
                throw new StoreFailedException(why);
            SyncContent(group);
            if (group.Exists(w => w.Stages))
                catalog.Write(session => group.FindAll(w => w.Stages).ForEach(w => w.Stage(session, catalog)));
            var changed = Run(group);
            SyncNames(changed);
        }
        catch (Exception e)
        {
            failure ??= e;
            foreach (var work in group)
                work.Fail(e as StoreFailedException ?? new StoreFailedException(e));
            return;
        }

        foreach (var work in group)
            work.Complete();
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
