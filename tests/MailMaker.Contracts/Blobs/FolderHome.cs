using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.Blobs;

/// <summary>A data folder of a test's own.</summary>
internal sealed class FolderHome : IAsyncDisposable
{
    public FolderHome(TimeProvider? clock = null)
    {
        Path = Directory.CreateTempSubdirectory("mailmaker-blobs-").FullName;
        ConnectionString = EmbeddedHome.ConnectionString(Path);
        Open(clock);
    }

    public string Path { get; }

    public string ConnectionString { get; }

    public void Open(TimeProvider? clock = null)
    {
        var home = EmbeddedHome.For(ConnectionString);
        if (clock is not null)
            home.Clock = clock;
    }

    public ValueTask CloseAsync() => EmbeddedHome.For(ConnectionString).DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Path, true);
    }
}
