using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MailMaker.Testing;

namespace MailMaker.Contracts.Blobs;

/// <summary>What the data folder alone does: foreign files, crashes, time.</summary>
public sealed class FolderTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private readonly FolderHome home;

    public FolderTests() => home = new FolderHome(clock);

    private string Drop => Path.Combine(home.Path, "drop");

    public async Task InitializeAsync() => await Container("drop").CreateIfNotExistsAsync();

    public async Task DisposeAsync() => await home.DisposeAsync();

    [Fact]
    public async Task A_file_that_another_program_put_into_drop_is_a_blob()
    {
        Put("acme/news/full/contacts.csv", "email\na@example.com");
        var blob = Container("drop").GetBlobClient("acme/news/full/contacts.csv");
        var properties = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal((19, "text/csv"), (properties.ContentLength, properties.ContentType));
        Assert.Equal("email\na@example.com", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_blob_in_drop_is_a_file_at_its_name()
    {
        await Container("drop").GetBlobClient("acme/news/ümlaut 고객.csv").UploadAsync(new BinaryData("x"));
        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(Drop, "acme", "news", "ümlaut 고객.csv")));
    }

    [Fact]
    public async Task A_rewrite_by_another_program_changes_the_etag()
    {
        var blob = Container("drop").GetBlobClient("x.csv");
        var seen = new HashSet<ETag>();
        Put("x.csv", "one");
        await ChangedAsync();
        File.SetLastWriteTimeUtc(Path.Combine(Drop, "x.csv"), new DateTime(2030, 1, 1));
        await ChangedAsync();
        await File.AppendAllTextAsync(Path.Combine(Drop, "x.csv"), "+");
        await ChangedAsync();
        Put("y.csv", "one+");
        File.Move(Path.Combine(Drop, "y.csv"), Path.Combine(Drop, "x.csv"), true);
        await ChangedAsync();

        async Task ChangedAsync() => Assert.True(seen.Add((await blob.GetPropertiesAsync()).Value.ETag));
    }

    [Fact]
    public async Task A_rewrite_by_another_program_loses_the_metadata_of_what_was_there()
    {
        var blob = Container("drop").GetBlobClient("x.csv");
        await blob.UploadAsync(new BinaryData("one"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" } });
        Put("x.csv", "another");
        Assert.Empty((await blob.GetPropertiesAsync()).Value.Metadata);
    }

    [Fact]
    public async Task A_rewrite_in_place_while_a_file_is_read_ends_the_reading()
    {
        Put("x.csv", "0123456789");
        await using var stream = await Container("drop").GetBlobClient("x.csv").OpenReadAsync(bufferSize: 5);
        await stream.ReadExactlyAsync(new byte[5]);
        Put("x.csv", "abcdefghijkl");
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(async () => await stream.ReadExactlyAsync(new byte[5]));
        Assert.Equal(412, refusal.Status);
    }

    [Fact]
    public async Task A_folder_in_drop_is_listed_as_one()
    {
        Put("acme/news/x.csv", "one");
        Directory.CreateDirectory(Path.Combine(Drop, "folder.csv"));
        var listed = await ListAsync("drop");
        Assert.Equal(["acme", "acme/news", "acme/news/x.csv", "folder.csv"], listed.Select(b => b.Name));
        Assert.Equal(["true", "true", null, "true"], listed.Select(b => b.Metadata!.TryGetValue("hdi_isfolder", out var mark) ? mark : null));
        Assert.All(listed.Where(b => b.Name != "acme/news/x.csv"), b => Assert.Equal(0, b.Properties.ContentLength));
        var drop = Container("drop");
        await RefusedAsync(409, "ResourceTypeMismatch", () => drop.GetBlobClient("acme").UploadAsync(new BinaryData("x"), true));
        await RefusedAsync(409, "ResourceTypeMismatch", () => drop.GetBlobClient("acme/news/x.csv/y").UploadAsync(new BinaryData("x"), true));
        await RefusedAsync(409, "DirectoryIsNotEmpty", () => drop.DeleteBlobIfExistsAsync("acme"));
        Assert.True((await drop.DeleteBlobIfExistsAsync("folder.csv")).Value);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData(".")]
    public async Task No_name_leads_out_of_drop(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(home.Path, "secret"), "s");
        await RefusedAsync(400, "InvalidResourceName", () => Container("drop").GetBlobClient(name).DownloadContentAsync());
        await RefusedAsync(400, "InvalidResourceName", () => Container("drop").GetBlobClient(name).UploadAsync(new BinaryData("x"), true));
    }

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
        Assert.False(File.Exists(Path.Combine(home.Path, "secret")));
        Assert.False(File.Exists(Path.Combine(home.Path, "blobs", "secret")));
    }

    [Fact]
    public async Task A_link_in_drop_leads_nowhere()
    {
        var outside = Directory.CreateDirectory(Path.Combine(home.Path, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "x.csv"), "secret");
        File.CreateSymbolicLink(Path.Combine(Drop, "link.csv"), Path.Combine(outside, "x.csv"));
        Directory.CreateSymbolicLink(Path.Combine(Drop, "folder"), outside);
        Assert.Empty(await ListAsync("drop"));
        Assert.False((await Container("drop").GetBlobClient("link.csv").ExistsAsync()).Value);
        Assert.False((await Container("drop").GetBlobClient("folder/x.csv").ExistsAsync()).Value);
        await Assert.ThrowsAsync<RequestFailedException>(() => Container("drop").GetBlobClient("folder/y.csv").UploadAsync(new BinaryData("x")));
        Assert.Equal(["x.csv"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
    }

    [Fact]
    public async Task All_that_was_written_is_there_after_a_restart()
    {
        var container = Container("things");
        await container.CreateIfNotExistsAsync();
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" } };
        var etag = (await container.GetBlobClient("x").UploadAsync(new BinaryData("one"), options)).Value.ETag;
        await container.GetBlobClient("x").GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        await home.CloseAsync();
        home.Open(clock);
        var found = (await Container("things").GetBlobClient("x").GetPropertiesAsync()).Value;
        Assert.Equal((etag, "1", LeaseState.Leased), (found.ETag, found.Metadata["a"], found.LeaseState));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_swept_away()
    {
        var unfinished = Path.Combine(home.Path, "blobs", ".unfinished");
        await home.CloseAsync();
        await File.WriteAllTextAsync(Path.Combine(unfinished, "7"), "half");
        home.Open(clock);
        await Container("drop").GetBlobClient("x").UploadAsync(new BinaryData("whole"));
        Assert.Empty(Directory.GetFiles(unfinished));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_behind()
    {
        var blob = Container("drop").GetBlobClient("x");
        await Assert.ThrowsAsync<IOException>(() => blob.UploadAsync(new BrokenStream()));
        Assert.False((await blob.ExistsAsync()).Value);
        Assert.Empty(Directory.GetFiles(Path.Combine(home.Path, "blobs", ".unfinished")));
    }

    [Fact]
    public async Task A_lease_ends_with_its_time_and_can_be_renewed_until_the_blob_changes()
    {
        var blob = Container("drop").GetBlobClient("x");
        await blob.UploadAsync(new BinaryData("one"));
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(LeaseState.Expired, (await blob.GetPropertiesAsync()).Value.LeaseState);
        var mine = new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = lease.LeaseId } };
        await RefusedAsync(412, "LeaseLost", () => blob.UploadAsync(new BinaryData("two"), mine));
        await lease.RenewAsync();
        await RefusedAsync(412, "LeaseIdMissing", () => blob.UploadAsync(new BinaryData("two"), true));
        clock.Advance(TimeSpan.FromSeconds(30));
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
        clock.Advance(TimeSpan.FromSeconds(19));
        await RefusedAsync(412, "LeaseIdMissing", () => blob.UploadAsync(new BinaryData("two"), true));
        clock.Advance(TimeSpan.FromSeconds(1));
        await blob.UploadAsync(new BinaryData("three"), true);
    }

    [Fact]
    public async Task A_blob_changed_at_the_time_of_the_home()
    {
        var blob = Container("drop").GetBlobClient("x");
        var written = (await blob.UploadAsync(new BinaryData("one"))).Value.LastModified;
        Assert.InRange(written, clock.GetUtcNow(), clock.GetUtcNow().AddMilliseconds(1));
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
        Assert.Equal(["a"], Directory.GetFileSystemEntries(Path.Combine(home.Path, "outbox")).Select(Path.GetFileName));
        await Container("outbox").GetBlobClient("a/b/c.eml").UploadAsync(new BinaryData("x"));
        Assert.Equal(["a/b/c.eml", "a/d.eml"], (await ListAsync("outbox")).Select(b => b.Name));
    }

    [Fact]
    public async Task A_url_of_a_data_folder_cannot_be_signed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.FromResult(
            Container("drop").GetBlobClient("x").GenerateSasUri(Azure.Storage.Sas.BlobSasPermissions.Read, clock.GetUtcNow())));

    [Fact]
    public async Task A_blob_of_another_home_is_no_source_of_a_copy()
    {
        await using var other = new FolderHome();
        var source = new BlobClient(other.ConnectionString, "drop", "x").Uri;
        await RefusedAsync(
            404, "CannotVerifyCopySource", () => Container("drop").GetBlobClient("x").StartCopyFromUriAsync(source, new BlobCopyFromUriOptions()));
    }

    private static async Task RefusedAsync(int status, string code, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(request);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
    }

    private BlobContainerClient Container(string name) => new(home.ConnectionString, name);

    private async Task<List<BlobItem>> ListAsync(string container)
    {
        var items = new List<BlobItem>();
        await foreach (var item in Container(container).GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, default))
            items.Add(item);
        return items;
    }

    private void Put(string name, string content)
    {
        var path = Path.Combine(Drop, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The line broke.");
    }
}
