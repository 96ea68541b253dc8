using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Functions.Invocation;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>A version of a blob that is to be worked on.</summary>
internal sealed class BlobEvent : TriggerEvent
{
    public BlobEvent(BlobClient client, BlobProperties properties, Dictionary<string, object?> tokens)
    {
        Client = client;
        // Azure's names for what is known beside the tokens; a token of the same name counts.
        tokens.TryAdd("BlobTrigger", $"{client.BlobContainerName}/{client.Name}");
        tokens.TryAdd("Uri", client.Uri);
        tokens.TryAdd("Properties", properties);
        tokens.TryAdd("Metadata", properties.Metadata);
        BindingData = tokens;
    }

    /// <summary>The blob.</summary>
    public BlobClient Client { get; }

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, object?> BindingData { get; }
}
