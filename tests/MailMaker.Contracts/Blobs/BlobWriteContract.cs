using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Contracts.Blobs;

/// <summary>Writing, replacing, deleting.</summary>
public abstract class BlobWriteContract : BlobContract
{
    [Fact]
    public async Task A_blob_reads_as_it_was_written()
    {
        var blob = Container.GetBlobClient("folder/x.txt");
        var written = await blob.UploadAsync(Text("ciao"));
        var read = await blob.DownloadContentAsync();
        Assert.Equal("ciao", read.Value.Content.ToString());
        Assert.Equal(4, read.Value.Details.ContentLength);
        Assert.Equal(written.Value.ETag, read.Value.Details.ETag);
        Assert.Equal(201, written.GetRawResponse().Status);
    }

    [Fact]
    public async Task A_blob_that_is_there_is_not_written_again_unless_asked()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("one"));
        await RefusedAsync(409, "BlobAlreadyExists", () => blob.UploadAsync(Text("two")));
        Assert.Equal("one", await ReadAsync("x"));
        await blob.UploadAsync(Text("three"), overwrite: true);
        Assert.Equal("three", await ReadAsync("x"));
    }

    [Fact]
    public async Task Each_write_changes_the_etag()
    {
        var blob = Container.GetBlobClient("x");
        var etags = new HashSet<string>();
        for (var i = 0; i < 20; i++)
            Assert.True(etags.Add((await blob.UploadAsync(Text("same"), overwrite: true)).Value.ETag.ToString("H")));
    }

    [Fact]
    public async Task A_write_on_condition_of_the_etag_loses_against_one_that_came_first()
    {
        var blob = Container.GetBlobClient("x");
        var first = (await blob.UploadAsync(Text("one"))).Value.ETag;
        var mine = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = first } };
        await blob.UploadAsync(Text("two"), mine);
        await RefusedAsync(412, "ConditionNotMet", () => blob.UploadAsync(Text("three"), mine));
        Assert.Equal("two", await ReadAsync("x"));
    }

    [Fact]
    public async Task A_write_on_condition_of_an_etag_needs_a_blob()
    {
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = ETag.All } };
        await RefusedAsync(412, "ConditionNotMet", () => Container.GetBlobClient("x").UploadAsync(Text("one"), options));
        Assert.False(await Container.GetBlobClient("x").ExistsAsync());
    }

    [Fact]
    public async Task Of_many_who_create_one_succeeds()
    {
        var blob = Container.GetBlobClient("x");
        var tries = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                await blob.UploadAsync(Text($"{i}"));
                return i;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
            {
                return -1;
            }
        }));
        var winner = Assert.Single(tries, i => i >= 0);
        Assert.Equal($"{winner}", await ReadAsync("x"));
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_a_second_delete_finds_nothing()
    {
        var blob = Container.GetBlobClient("a/b");
        await blob.UploadAsync(Text("one"));
        Assert.True((await blob.DeleteIfExistsAsync()).Value);
        Assert.False((await blob.DeleteIfExistsAsync()).Value);
        Assert.False((await blob.ExistsAsync()).Value);
        await RefusedAsync(404, "BlobNotFound", () => blob.DownloadContentAsync());
        await RefusedAsync(404, "BlobNotFound", () => blob.GetPropertiesAsync());
    }

    [Fact]
    public async Task A_delete_can_demand_the_etag()
    {
        var blob = Container.GetBlobClient("x");
        var old = (await blob.UploadAsync(Text("one"))).Value.ETag;
        await blob.UploadAsync(Text("two"), overwrite: true);
        var conditions = new BlobRequestConditions { IfMatch = old };
        await RefusedAsync(412, "ConditionNotMet", () => blob.DeleteIfExistsAsync(conditions: conditions));
        Assert.True((await blob.ExistsAsync()).Value);
    }

    [Fact]
    public async Task A_missing_container_is_told_from_a_missing_blob()
    {
        var elsewhere = Service.GetBlobContainerClient("c" + Guid.NewGuid().ToString("N"));
        Assert.False((await elsewhere.ExistsAsync()).Value);
        Assert.False((await elsewhere.GetBlobClient("x").ExistsAsync()).Value);
        await RefusedAsync(404, "ContainerNotFound", () => elsewhere.GetBlobClient("x").UploadAsync(Text("one")));
        await RefusedAsync(404, "ContainerNotFound", () => ListAsync(elsewhere));
        Assert.False((await elsewhere.DeleteIfExistsAsync()).Value);
    }

    [Fact]
    public async Task A_container_is_made_once()
    {
        Assert.Null(await Container.CreateIfNotExistsAsync());
        Assert.True((await Container.ExistsAsync()).Value);
    }

    [Fact]
    public async Task A_deleted_container_takes_its_blobs_along()
    {
        await Container.GetBlobClient("a/b").UploadAsync(Text("one"));
        Assert.True((await Container.DeleteIfExistsAsync()).Value);
        await Container.CreateIfNotExistsAsync();
        Assert.Empty(await ListAsync(Container));
    }

    [Fact]
    public async Task A_stream_that_is_written_to_becomes_the_blob_when_it_is_disposed()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("before"));
        await using (var stream = await blob.OpenWriteAsync(true, new BlobOpenWriteOptions { BufferSize = 1000 }))
        {
            for (var i = 0; i < 1000; i++)
                await stream.WriteAsync("0123456789"u8.ToArray());
            Assert.Equal("before", await ReadAsync("x"));
        }

        Assert.Equal(string.Concat(Enumerable.Repeat("0123456789", 1000)), await ReadAsync("x"));
    }

    [Fact]
    public async Task A_stream_written_to_keeps_its_conditions_until_it_is_disposed()
    {
        var blob = Container.GetBlobClient("x");
        var options = new BlobOpenWriteOptions { OpenConditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        var stream = await blob.OpenWriteAsync(true, options);
        await stream.WriteAsync("late"u8.ToArray());
        await blob.UploadAsync(Text("early"));
        await RefusedAsync(409, "BlobAlreadyExists", async () => await stream.DisposeAsync());
        Assert.Equal("early", await ReadAsync("x"));
    }

    [Fact]
    public async Task A_blob_is_opened_for_overwriting_only() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Container.GetBlobClient("x").OpenWriteAsync(false));

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        await Container.GetBlobClient("x").UploadAsync(Text(""));
        Assert.Equal("", await ReadAsync("x"));
        await using var stream = await Container.GetBlobClient("x").OpenReadAsync();
        Assert.Equal(-1, stream.ReadByte());
        Assert.Equal(0, Assert.Single(await ListAsync(Container)).Properties.ContentLength);
    }
}
