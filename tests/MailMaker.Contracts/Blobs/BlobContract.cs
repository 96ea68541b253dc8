using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Contracts.Blobs;

/// <summary>What the Blob service promises, held against every implementation of it.</summary>
public abstract class BlobContract : IAsyncLifetime
{
    private readonly List<BlobContainerClient> made = [];

    protected BlobContainerClient Container { get; private set; } = null!;

    protected abstract BlobServiceClient Service { get; }

    /// <summary>What the implementation does otherwise than documented.</summary>
    protected virtual AzuriteDifferences Differences => AzuriteDifferences.None;

    public virtual async Task InitializeAsync() => Container = await NewContainerAsync();

    public virtual async Task DisposeAsync()
    {
        foreach (var container in made)
            await container.DeleteIfExistsAsync();
    }

    protected async Task<BlobContainerClient> NewContainerAsync()
    {
        var container = Service.GetBlobContainerClient("c" + Guid.NewGuid().ToString("N"));
        await container.CreateIfNotExistsAsync();
        made.Add(container);
        return container;
    }

    protected bool Differs(AzuriteDifferences difference) => Differences.HasFlag(difference);

    protected static BinaryData Text(string text) => new(Encoding.UTF8.GetBytes(text));

    protected async Task<string> ReadAsync(string blob) =>
        (await Container.GetBlobClient(blob).DownloadContentAsync()).Value.Content.ToString();

    protected static async Task RefusedAsync(int status, string code, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(request);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
    }

    protected static async Task<List<BlobItem>> ListAsync(BlobContainerClient container, string? prefix = null, BlobTraits traits = BlobTraits.None)
    {
        var items = new List<BlobItem>();
        await foreach (var item in container.GetBlobsAsync(traits, BlobStates.None, prefix, default))
            items.Add(item);
        return items;
    }
}
