using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>The container that mail gateways write into.</summary>
public sealed class InboundBlobs(BlobServiceClient blobs)
{
    /// <summary>The container's name.</summary>
    public const string Container = "inbound";

    /// <summary>Octets of a mail that is read; a longer one waits for a person. Returned mails are cut by most systems, and none of ours is that long.</summary>
    public const int MostOctets = 10 * 1024 * 1024;

    private readonly BlobContainerClient inbound = blobs.GetBlobContainerClient(Container);

    /// <summary>Opens a mail; null when it is gone, or is a folder.</summary>
    public async Task<ReceivedMail?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var blob = inbound.GetBlobClient(path);
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (properties.Metadata.TryGetValue("hdi_isfolder", out var folder) && folder == "true")
                return null;
            var isWhole = properties.ContentLength <= MostOctets;
            await using var stream = await blob.OpenReadAsync(
                new BlobOpenReadOptions(false) { Conditions = new BlobRequestConditions { IfMatch = properties.ETag } }, cancellationToken);
            var octets = new byte[Math.Min(properties.ContentLength, MostOctets)];
            var length = await stream.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, cancellationToken);
            return new ReceivedMail(octets.AsMemory(0, length), isWhole, MailboxOf(path));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Removes a mail that is dealt with.</summary>
    public Task DeleteAsync(string path, CancellationToken cancellationToken) => inbound.DeleteBlobIfExistsAsync(path, cancellationToken: cancellationToken);

    // A gateway that knows where a mail came to may say it by the folder.
    private static InboundMailbox? MailboxOf(string path) => path[..Math.Max(0, path.IndexOf('/', StringComparison.Ordinal))].ToLowerInvariant() switch
    {
        "bounce" or "bounces" => InboundMailbox.Returns,
        "unsubscribe" => InboundMailbox.Unsubscribe,
        "abuse" => InboundMailbox.Abuse,
        _ => null,
    };
}
