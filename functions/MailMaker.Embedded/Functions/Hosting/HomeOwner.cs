using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>Holds the data folder open for the life of the host. Made before every other service, so that the container disposes it last.</summary>
internal sealed class HomeOwner(EmbeddedHome home) : IAsyncDisposable
{
    /// <summary>The home.</summary>
    public EmbeddedHome Home => home;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => home.DisposeAsync();
}
