using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Contracts.Blobs;

/// <summary>Headers, metadata, times.</summary>
public abstract class BlobPropertyContract : BlobContract
{
    [Fact]
    public async Task Headers_and_metadata_come_back()
    {
        var blob = Container.GetBlobClient("x");
        var headers = new BlobHttpHeaders
        {
            ContentType = "text/csv", CacheControl = "no-store", ContentDisposition = "attachment", ContentEncoding = "identity", ContentLanguage = "it",
        };
        await blob.UploadAsync(Text("a;b"), new BlobUploadOptions { HttpHeaders = headers, Metadata = new Dictionary<string, string> { ["list"] = "news" } });
        var found = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal(
            ("text/csv", "no-store", "attachment", "identity", "it"),
            (found.ContentType, found.CacheControl, found.ContentDisposition, found.ContentEncoding, found.ContentLanguage));
        Assert.Equal("news", found.Metadata["LIST"]);
        Assert.Equal(3, found.ContentLength);
        Assert.Equal("news", (await blob.DownloadContentAsync()).Value.Details.Metadata["list"]);
    }

    [Fact]
    public async Task A_blob_without_a_type_is_a_stream_of_octets()
    {
        await Container.GetBlobClient("x").UploadAsync(Text("one"));
        Assert.Equal("application/octet-stream", (await Container.GetBlobClient("x").GetPropertiesAsync()).Value.ContentType);
    }

    [Fact]
    public async Task New_metadata_replaces_the_old_and_changes_the_etag_alone()
    {
        var blob = Container.GetBlobClient("x");
        var before = await blob.UploadAsync(Text("one"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" } });
        var changed = await blob.SetMetadataAsync(new Dictionary<string, string> { ["b"] = "2" });
        Assert.NotEqual(before.Value.ETag, changed.Value.ETag);
        var found = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal(changed.Value.ETag, found.ETag);
        Assert.Equal("b=2", string.Join(',', found.Metadata.Select(p => p.Key + "=" + p.Value)));
        Assert.Equal("one", await ReadAsync("x"));
    }

    [Fact]
    public async Task Metadata_changes_on_condition()
    {
        var blob = Container.GetBlobClient("x");
        var old = (await blob.UploadAsync(Text("one"))).Value.ETag;
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["a"] = "1" }, new BlobRequestConditions { IfMatch = old });
        var late = new BlobRequestConditions { IfMatch = old };
        await RefusedAsync(412, "ConditionNotMet", () => blob.SetMetadataAsync(new Dictionary<string, string> { ["a"] = "2" }, late));
        await RefusedAsync(404, "BlobNotFound", () => Container.GetBlobClient("y").SetMetadataAsync(new Dictionary<string, string>()));
    }

    [Fact]
    public async Task A_new_content_drops_the_old_metadata()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("one"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" } });
        await blob.UploadAsync(Text("two"), overwrite: true);
        Assert.Empty((await blob.GetPropertiesAsync()).Value.Metadata);
        await blob.DeleteIfExistsAsync();
        await blob.UploadAsync(Text("three"));
        Assert.Empty((await blob.GetPropertiesAsync()).Value.Metadata);
    }

    [Fact]
    public async Task The_etag_of_a_listing_is_the_etag_of_the_blob()
    {
        await Container.GetBlobClient("x").UploadAsync(Text("one"));
        var listed = Assert.Single(await ListAsync(Container)).Properties.ETag!.Value;
        Assert.Equal((await Container.GetBlobClient("x").GetPropertiesAsync()).Value.ETag.ToString("H"), listed.ToString("H"));
        Assert.DoesNotContain('"', listed.ToString("G"));
    }

    [Fact]
    public async Task A_copy_has_content_headers_and_metadata_of_its_source()
    {
        var source = Container.GetBlobClient("dir/x y.csv");
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv" }, Metadata = new Dictionary<string, string> { ["a"] = "1" },
        };
        await source.UploadAsync(Text("one"), options);
        var target = (await NewContainerAsync()).GetBlobClient("archive/x y.csv");
        var operation = await target.StartCopyFromUriAsync(source.Uri, new BlobCopyFromUriOptions());
        Assert.Equal(3, (await operation.WaitForCompletionAsync()).Value);
        Assert.Equal("one", (await target.DownloadContentAsync()).Value.Content.ToString());
        var copied = (await target.GetPropertiesAsync()).Value;
        Assert.Equal(("text/csv", "1"), (copied.ContentType, copied.Metadata["a"]));
    }

    [Fact]
    public async Task A_copy_of_nothing_fails_and_a_copy_onto_a_blob_can_be_excluded()
    {
        var source = Container.GetBlobClient("x");
        var target = Container.GetBlobClient("y");
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => target.StartCopyFromUriAsync(source.Uri, new BlobCopyFromUriOptions()));
        Assert.Equal(404, refusal.Status);
        await source.UploadAsync(Text("one"));
        await target.UploadAsync(Text("two"));
        var create = new BlobCopyFromUriOptions { DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await RefusedAsync(409, "BlobAlreadyExists", () => target.StartCopyFromUriAsync(source.Uri, create));
        Assert.Equal("two", await ReadAsync("y"));
    }
}
