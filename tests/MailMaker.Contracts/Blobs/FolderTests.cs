using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace MailMaker.Contracts.Blobs;

/// <summary>What the data folder alone does: crashes, time, names.</summary>
public sealed class FolderTests : FolderStage
{
    [Theory]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("..")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("a//b/")]
    public async Task A_name_with_dots_or_slashes_alone_is_a_name_elsewhere(string name)
    {
        await Container("things").CreateIfNotExistsAsync();
        await Container("things").GetBlobClient(name).UploadAsync(new BinaryData("x"));
        Assert.Equal(name, Assert.Single(await ListAsync("things")).Name);
        Assert.False(File.Exists(Path.Combine(Home.Path, "secret")));
        Assert.False(File.Exists(Path.Combine(Home.Path, "blobs", "secret")));
    }

    [Fact]
    public async Task All_that_was_written_is_there_after_a_restart()
    {
        var container = Container("things");
        await container.CreateIfNotExistsAsync();
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" } };
        var etag = (await container.GetBlobClient("x").UploadAsync(new BinaryData("one"), options)).Value.ETag;
        await container.GetBlobClient("x").GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await Home.CloseAsync();
        Home.Open(Clock);
        var found = (await Container("things").GetBlobClient("x").GetPropertiesAsync()).Value;
        Assert.Equal((etag, "1", LeaseState.Leased), (found.ETag, found.Metadata["a"], found.LeaseState));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_swept_away()
    {
        var unfinished = Path.Combine(Home.Path, "blobs", ".unfinished");
        await Home.CloseAsync();
        await File.WriteAllTextAsync(Path.Combine(unfinished, "7"), "half");
        Home.Open(Clock);
        await Container("drop").GetBlobClient("x").UploadAsync(new BinaryData("whole"));
        Assert.Empty(Directory.GetFiles(unfinished));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_behind()
    {
        var blob = Container("drop").GetBlobClient("x");
        await Assert.ThrowsAsync<IOException>(() => blob.UploadAsync(new BrokenStream()));
        Assert.False((await blob.ExistsAsync()).Value);
        Assert.Empty(Directory.GetFiles(Path.Combine(Home.Path, "blobs", ".unfinished")));
    }

    [Fact]
    public async Task A_lease_ends_with_its_time_and_can_be_renewed_until_the_blob_changes()
    {
        var blob = Container("drop").GetBlobClient("x");
        await blob.UploadAsync(new BinaryData("one"));
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(30));
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(LeaseState.Expired, (await blob.GetPropertiesAsync()).Value.LeaseState);
        var mine = new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = lease.LeaseId } };
        await RefusedAsync(412, "LeaseLost", () => blob.UploadAsync(new BinaryData("two"), mine));
        await lease.RenewAsync();
        await RefusedAsync(412, "LeaseIdMissing", () => blob.UploadAsync(new BinaryData("two"), true));
        Clock.Advance(TimeSpan.FromSeconds(30));
        await blob.UploadAsync(new BinaryData("three"), true);
        await RefusedAsync(409, "LeaseIdMismatchWithLeaseOperation", () => lease.RenewAsync());
    }

    [Fact]
    public async Task A_broken_lease_binds_until_its_period_is_over()
    {
        var blob = Container("drop").GetBlobClient("x");
        await blob.UploadAsync(new BinaryData("one"));
        await blob.GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.FromSeconds(20));
        Clock.Advance(TimeSpan.FromSeconds(19));
        await RefusedAsync(412, "LeaseIdMissing", () => blob.UploadAsync(new BinaryData("two"), true));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await blob.UploadAsync(new BinaryData("three"), true);
    }

    [Fact]
    public async Task A_blob_changed_at_the_time_of_the_home()
    {
        var blob = Container("drop").GetBlobClient("x");
        var written = (await blob.UploadAsync(new BinaryData("one"))).Value.LastModified;
        Assert.InRange(written, Clock.GetUtcNow(), Clock.GetUtcNow().AddMilliseconds(1));
        Assert.Equal(written, (await blob.GetPropertiesAsync()).Value.LastModified);
    }

    [Fact]
    public async Task Metadata_has_the_names_and_the_size_of_the_service()
    {
        var blob = Container("drop").GetBlobClient("x");
        foreach (var name in new[] { "", "1a", "a-b", "è" })
            await RefusedAsync(400, "InvalidMetadata", () => UploadAsync(name, "v"));
        await RefusedAsync(400, "InvalidMetadata", () => UploadAsync("a", "고객"));
        await RefusedAsync(400, "MetadataTooLarge", () => UploadAsync("a", new string('x', 8192)));
        await UploadAsync("a", new string('x', 8191));

        Task UploadAsync(string name, string value) =>
            blob.UploadAsync(new BinaryData("x"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { [name] = value } });
    }

    [Fact]
    public async Task Readers_see_content_and_metadata_of_one_version()
    {
        var blob = Container("drop").GetBlobClient("x");
        await WriteAsync(0);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var read = (await blob.DownloadContentAsync()).Value;
                Assert.Equal(read.Content.ToString(), read.Details.Metadata["n"]);
            }
        })).ToList();
        for (var i = 1; i < 60; i++)
            await WriteAsync(i);
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Task WriteAsync(int n) => blob.UploadAsync(
            new BinaryData($"{n}"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["n"] = $"{n}" } });
    }

    [Fact]
    public async Task Folders_that_a_delete_leaves_empty_go_with_it()
    {
        await Container("outbox").CreateIfNotExistsAsync();
        await Container("outbox").GetBlobClient("a/b/c.eml").UploadAsync(new BinaryData("x"));
        await Container("outbox").GetBlobClient("a/d.eml").UploadAsync(new BinaryData("x"));
        await Container("outbox").DeleteBlobIfExistsAsync("a/b/c.eml");
        Assert.Equal(["a"], Directory.GetFileSystemEntries(Path.Combine(Home.Path, "outbox")).Select(Path.GetFileName));
        await Container("outbox").GetBlobClient("a/b/c.eml").UploadAsync(new BinaryData("x"));
        Assert.Equal(["a/b/c.eml", "a/d.eml"], (await ListAsync("outbox")).Select(b => b.Name));
    }

    [Fact]
    public async Task A_url_of_a_data_folder_cannot_be_signed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.FromResult(
            Container("drop").GetBlobClient("x").GenerateSasUri(Azure.Storage.Sas.BlobSasPermissions.Read, Clock.GetUtcNow())));

    [Fact]
    public async Task A_blob_of_another_home_is_no_source_of_a_copy()
    {
        await using var other = new FolderHome();
        var source = new BlobClient(other.ConnectionString, "drop", "x").Uri;
        await RefusedAsync(
            404, "CannotVerifyCopySource", () => Container("drop").GetBlobClient("x").StartCopyFromUriAsync(source, new BlobCopyFromUriOptions()));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The line broke.");
    }
}
