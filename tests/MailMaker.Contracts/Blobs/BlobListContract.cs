using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Contracts.Blobs;

/// <summary>Names and listings.</summary>
public abstract class BlobListContract : BlobContract
{
    public static readonly string[] StrangeNames =
    [
        "a/b", "a/b/c", "a/b.csv", "a/b.csv/c", "A/b", "a-b", "a.b", "a b/ c ", "è/고객 명단.csv", "100%25.csv", "%2e%2e", "q?x=1&y#z", "c:d|e<f>g\"h*i",
        ".hidden", "…", "a/.b/c.", "x%", "x%~/y", "emoji 😀/z", "+plus+", "semi;colon,comma", "'quote'", "tilde~", "[bracket]", new string('l', 200), new string('l', 300) + "/m",
        new string('%', 70) + "/" + new string('한', 100),
    ];

    [Fact]
    public async Task Any_name_of_the_service_is_a_name_here()
    {
        foreach (var name in StrangeNames)
            await Container.GetBlobClient(name).UploadAsync(Text(name));
        foreach (var name in StrangeNames)
            Assert.Equal(name, await ReadAsync(name));
        Assert.Equal(StrangeNames.Order(StringComparer.Ordinal), (await ListAsync(Container)).Select(b => b.Name));
        foreach (var name in StrangeNames)
            Assert.True((await Container.DeleteBlobIfExistsAsync(name)).Value, name);
        Assert.Empty(await ListAsync(Container));
    }

    [Fact]
    public async Task A_name_has_up_to_1024_characters()
    {
        var longest = string.Join('/', Enumerable.Repeat(new string('x', 31), 32));
        Assert.Equal(1023, longest.Length);
        await Container.GetBlobClient(longest).UploadAsync(Text("one"));
        Assert.Equal("one", await ReadAsync(longest));
        var tooLong = Container.GetBlobClient(longest + "xx");
        if (Differs(AzuriteDifferences.LongNamesAreTaken))
            Assert.Equal(201, (await tooLong.UploadAsync(Text("two"))).GetRawResponse().Status);
        else
            Assert.Equal(400, (await Assert.ThrowsAsync<RequestFailedException>(() => tooLong.UploadAsync(Text("two")))).Status);
    }

    [Fact]
    public async Task A_prefix_picks_names_that_begin_with_it()
    {
        foreach (var name in new[] { "a", "a/1", "a/2/3", "ab", "b/a" })
            await Container.GetBlobClient(name).UploadAsync(Text("one"));
        Assert.Equal(["a", "a/1", "a/2/3", "ab"], (await ListAsync(Container, "a")).Select(b => b.Name));
        Assert.Equal(["a/1", "a/2/3"], (await ListAsync(Container, "a/")).Select(b => b.Name));
        Assert.Equal(["a/2/3"], (await ListAsync(Container, "a/2")).Select(b => b.Name));
        Assert.Empty(await ListAsync(Container, "a/3"));
    }

    [Fact]
    public async Task Pages_hold_what_was_asked_and_go_on_from_their_tokens()
    {
        var names = Enumerable.Range(0, 25).Select(i => $"folder-{i % 5}/{i:000}.txt").Order(StringComparer.Ordinal).ToList();
        await Task.WhenAll(names.Select(n => Container.GetBlobClient(n).UploadAsync(Text(n))));
        var seen = new List<string>();
        string? token = null;
        do
        {
            await using var pages = Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, default).AsPages(token, 10).GetAsyncEnumerator();
            Assert.True(await pages.MoveNextAsync());
            Assert.InRange(pages.Current.Values.Count, 1, 10);
            seen.AddRange(pages.Current.Values.Select(b => b.Name));
            token = pages.Current.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(token));
        Assert.Equal(names, seen);
    }

    [Fact]
    public async Task A_listing_tells_properties_and_metadata_if_asked()
    {
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1" }, HttpHeaders = new() { ContentType = "text/x" } };
        await Container.GetBlobClient("x").UploadAsync(Text("four"), options);
        var plain = Assert.Single(await ListAsync(Container));
        Assert.Null(plain.Metadata);
        Assert.Equal((4, "text/x"), (plain.Properties.ContentLength!.Value, plain.Properties.ContentType));
        Assert.NotNull(plain.Properties.LastModified);
        Assert.Equal("1", Assert.Single(await ListAsync(Container, traits: BlobTraits.Metadata)).Metadata!["a"]);
    }
}
