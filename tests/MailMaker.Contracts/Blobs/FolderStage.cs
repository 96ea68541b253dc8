using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Testing;

namespace MailMaker.Contracts.Blobs;

/// <summary>A data folder of a test's own, with the container <c>drop</c>.</summary>
public abstract class FolderStage : IAsyncLifetime
{
    private protected FolderStage() => Home = new FolderHome(Clock);

    private protected FakeClock Clock { get; } = new();

    private protected FolderHome Home { get; }

    public async Task InitializeAsync() => await Container("drop").CreateIfNotExistsAsync();

    public async Task DisposeAsync() => await Home.DisposeAsync();

    private protected static async Task RefusedAsync(int status, string code, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(request);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
    }

    private protected BlobContainerClient Container(string name) => new(Home.ConnectionString, name);

    private protected async Task<List<BlobItem>> ListAsync(string container)
    {
        var items = new List<BlobItem>();
        await foreach (var item in Container(container).GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, default))
            items.Add(item);
        return items;
    }
}
