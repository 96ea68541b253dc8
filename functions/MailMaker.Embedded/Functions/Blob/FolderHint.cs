using MailMaker.Embedded.Blobs.Folder;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>Wakes a scanner when the system reports a change in its folder. Only a hint: scans find everything without it, a little later.</summary>
internal sealed class FolderHint : IDisposable
{
    private readonly FileSystemWatcher? watcher;
    private TaskCompletionSource changed = NewSignal();

    private FolderHint(string? folder)
    {
        if (folder is null)
            return;
        try
        {
            watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
            watcher.Created += (_, _) => changed.TrySetResult();
            watcher.Changed += (_, _) => changed.TrySetResult();
            watcher.Renamed += (_, _) => changed.TrySetResult();
            watcher.Error += (_, _) => changed.TrySetResult();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // No folder yet, or no watches left (fs.inotify.max_user_watches): the scans do it alone.
        }
    }

    /// <summary>Completes at the first change since the last <see cref="Reset"/>.</summary>
    public Task Changed => changed.Task;

    /// <summary>Watches the folder of a container.</summary>
    /// <param name="home">The home; null for a storage account, which tells nothing.</param>
    /// <param name="container">The container.</param>
    public static FolderHint For(EmbeddedHome? home, string container) => new(home is null ? null : new BlobFolders(home.Path).Of(container).Path);

    /// <summary>Waits for the next change from now on.</summary>
    public void Reset()
    {
        if (changed.Task.IsCompleted)
            changed = NewSignal();
    }

    /// <inheritdoc />
    public void Dispose() => watcher?.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
