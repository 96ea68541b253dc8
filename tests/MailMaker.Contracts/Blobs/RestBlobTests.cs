using System.Diagnostics;
using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using MailMaker.Contracts.Support;

namespace MailMaker.Contracts.Blobs;

/// <summary>What the REST mode alone does.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class RestBlobTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_signed_url_opens_what_it_allows_and_nothing_else()
    {
        var blob = await WrittenAsync("folder/x y.csv");
        using var browser = new HttpClient();
        var signed = blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal("one", await browser.GetStringAsync(signed));
        using var delete = await browser.DeleteAsync(signed);
        Assert.Equal(HttpStatusCode.Forbidden, delete.StatusCode);
        using var late = await browser.GetAsync(blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(-5)));
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var wrong = azurite.ConnectionString.Replace("Eby8", "Abc8", StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => new BlobContainerClient(wrong, "some").ExistsAsync());
        Assert.Equal(403, refusal.Status);
    }

    [Fact]
    public async Task A_foreign_client_reads_what_we_wrote_and_we_read_what_it_wrote()
    {
        var container = new BlobContainerClient(azurite.ConnectionString, "c" + Guid.NewGuid().ToString("N"));
        await container.CreateIfNotExistsAsync();
        var options = new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string> { ["list"] = "news" }, TransferOptions = new() { MaximumTransferSize = 1000 },
        };
        await container.GetBlobClient("a b/고객.csv").UploadAsync(new BinaryData(new string('x', 2500)), options);
        const string Script = """
            const { BlobServiceClient } = require("@azure/storage-blob");
            (async () => {
                const container = BlobServiceClient.fromConnectionString(process.argv[1]).getContainerClient(process.argv[2]);
                const ours = container.getBlobClient("a b/고객.csv");
                const content = await ours.downloadToBuffer();
                const { metadata } = await ours.getProperties();
                await container.getBlockBlobClient("theirs/ü%.txt").upload("ciao", 4, { metadata: { from: "js" }, blobHTTPHeaders: { blobContentType: "text/js" } });
                console.log(content.length + " " + metadata.list);
            })();
            """;
        Assert.Equal("2500 news", await NodeAsync(Script, azurite.ConnectionString, container.Name));
        var theirs = container.GetBlobClient("theirs/ü%.txt");
        Assert.Equal("ciao", (await theirs.DownloadContentAsync()).Value.Content.ToString());
        var properties = (await theirs.GetPropertiesAsync()).Value;
        Assert.Equal(("js", "text/js"), (properties.Metadata["from"], properties.ContentType));
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1/c/b")]
    [InlineData("AccountName=me;AccountKey=a2V5", "https://me.blob.core.windows.net/c/b")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=me;AccountKey=a2V5;EndpointSuffix=core.chinacloudapi.cn", "https://me.blob.core.chinacloudapi.cn/c/b")]
    [InlineData("AccountName=me;AccountKey=a2V5;BlobEndpoint=https://files.example.com/", "https://files.example.com/c/b")]
    public void A_connection_string_names_the_account(string connectionString, string uri) =>
        Assert.Equal(uri, new BlobClient(connectionString, "c", "b").Uri.AbsoluteUri);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=me")]
    public void A_connection_string_without_an_account_is_none(string connectionString) =>
        Assert.Throws<FormatException>(() => new BlobServiceClient(connectionString));

    private async Task<BlobClient> WrittenAsync(string name)
    {
        var container = new BlobContainerClient(azurite.ConnectionString, "c" + Guid.NewGuid().ToString("N"));
        await container.CreateIfNotExistsAsync();
        var blob = container.GetBlobClient(name);
        await blob.UploadAsync(new BinaryData("one"));
        return blob;
    }

    private static async Task<string> NodeAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["-e", script, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AzuriteFixture.ProjectFolder,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, errors);
        return (await output).Trim();
    }
}
