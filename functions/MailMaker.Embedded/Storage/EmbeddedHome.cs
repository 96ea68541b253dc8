using System.Collections.Concurrent;

namespace MailMaker.Embedded.Storage;

/// <summary>
/// One data folder and the services that live in it. Every client made from the connection string <c>DataFolder=PATH</c> in this
/// process shares the same home, as clients of one storage account would. Thread-safe.
/// </summary>
internal sealed class EmbeddedHome : IAsyncDisposable
{
    private const string Prefix = "DataFolder=";
    private static readonly ConcurrentDictionary<string, Lazy<EmbeddedHome>> Open = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Type, Lazy<object>> services = new();
    private readonly FileStream folderLock;

    private EmbeddedHome(string path)
    {
        Path = path;
        CreateFolder(path);
        folderLock = LockFolder(path);
    }

    /// <summary>Absolute path of the data folder.</summary>
    public string Path { get; }

    /// <summary>The clock of every service in this home (locks, timers, time stamps). Set it before the first client is used.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What stands before the services of this home. Set it before the first client is used.</summary>
    public ServiceFronts Fronts { get; set; } = new();

    /// <summary>Whether <paramref name="connectionString"/> names a data folder rather than a storage account.</summary>
    public static bool Names(string connectionString) => connectionString.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The home that a connection string names; opened at the first call, shared by the later ones until it is disposed.</summary>
    /// <exception cref="FormatException">The connection string does not name a data folder.</exception>
    /// <exception cref="IOException">Another process has the folder open.</exception>
    public static EmbeddedHome For(string connectionString)
    {
        if (!Names(connectionString))
            throw new FormatException("The connection string must have the form DataFolder=PATH.");
        var path = System.IO.Path.GetFullPath(connectionString[Prefix.Length..].TrimEnd(';'));
        var lazy = Open.GetOrAdd(path, p => new Lazy<EmbeddedHome>(() => new EmbeddedHome(p)));
        try
        {
            return lazy.Value;
        }
        catch
        {
            Open.TryRemove(KeyValuePair.Create(path, lazy));
            throw;
        }
    }

    /// <summary>The connection string that names a data folder.</summary>
    public static string ConnectionString(string path) => Prefix + System.IO.Path.GetFullPath(path);

    /// <summary>The one service of type <typeparamref name="T"/> in this home, made at the first call. Disposed with the home.</summary>
    public T Service<T>(Func<EmbeddedHome, T> create)
        where T : class =>
        (T)services.GetOrAdd(typeof(T), _ => new Lazy<object>(() => create(this))).Value;

    /// <summary>Closes every service, releases the folder and forgets the home: the next client opens it anew.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.Values.Where(s => s.IsValueCreated).Select(s => s.Value).Reverse())
        {
            if (service is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else if (service is IDisposable disposable)
                disposable.Dispose();
        }

        Open.TryRemove(Path, out _);
        await folderLock.DisposeAsync();
    }

    // A new folder's name must survive a loss of power as what is acknowledged in it does.
    private static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path);
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } parent)
            Posix.SyncFolder(parent);
    }

    private static FileStream LockFolder(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"The data folder {path} is in use by another MailMaker process. Stop that one or choose another folder.", e);
        }
    }
}
