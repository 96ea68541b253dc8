using Azure.Core;
using Azure.Storage.Blobs;
using MailMaker.Embedded.Blobs.Folder;
using MailMaker.Embedded.Blobs.Rest;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Blobs;

/// <summary>Finds the service that a client's constructor arguments name.</summary>
internal static class BlobServices
{
    public static IBlobService Open(string connectionString, BlobClientOptions? options)
    {
        if (!EmbeddedHome.Names(connectionString))
            return RestBlobService.Open(connectionString, options ?? new BlobClientOptions());
        var home = EmbeddedHome.For(connectionString);
        return home.Fronts.Before(home.Service(h => new FolderBlobService(h)));
    }

    public static IBlobService Open(Uri serviceUri, TokenCredential credential, BlobClientOptions? options) =>
        RestBlobService.Open(serviceUri, credential, options ?? new BlobClientOptions());

    /// <summary>A container's URI cut into that of its service and its name.</summary>
    public static (Uri Service, string Container) Split(Uri containerUri)
    {
        var path = containerUri.AbsolutePath.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        if (slash < 0 || slash == path.Length - 1)
            throw new ArgumentException("The URI names no container.", nameof(containerUri));
        return (new Uri(containerUri.GetLeftPart(UriPartial.Authority) + path[..slash]), Uri.UnescapeDataString(path[(slash + 1)..]));
    }
}
