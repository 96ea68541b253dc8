using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Contracts.Blobs;

/// <summary>The folder <c>drop</c>, into which other programs write.</summary>
public sealed class DropFolderTests : FolderStage
{
    private string Drop => Path.Combine(Home.Path, "drop");

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
        await File.WriteAllTextAsync(Path.Combine(Home.Path, "secret"), "s");
        await RefusedAsync(400, "InvalidResourceName", () => Container("drop").GetBlobClient(name).DownloadContentAsync());
        await RefusedAsync(400, "InvalidResourceName", () => Container("drop").GetBlobClient(name).UploadAsync(new BinaryData("x"), true));
    }

    [Fact]
    public async Task A_link_in_drop_leads_nowhere()
    {
        var outside = Directory.CreateDirectory(Path.Combine(Home.Path, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "x.csv"), "secret");
        File.CreateSymbolicLink(Path.Combine(Drop, "link.csv"), Path.Combine(outside, "x.csv"));
        Directory.CreateSymbolicLink(Path.Combine(Drop, "folder"), outside);
        Assert.Empty(await ListAsync("drop"));
        Assert.False((await Container("drop").GetBlobClient("link.csv").ExistsAsync()).Value);
        Assert.False((await Container("drop").GetBlobClient("folder/x.csv").ExistsAsync()).Value);
        await Assert.ThrowsAsync<RequestFailedException>(() => Container("drop").GetBlobClient("folder/y.csv").UploadAsync(new BinaryData("x")));
        Assert.Equal(["x.csv"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
    }

    private void Put(string name, string content)
    {
        var path = Path.Combine(Drop, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
