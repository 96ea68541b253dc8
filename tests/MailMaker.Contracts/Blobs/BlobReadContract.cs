using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Contracts.Blobs;

/// <summary>Reading: whole, by ranges, as a stream, on conditions.</summary>
public abstract class BlobReadContract : BlobContract
{
    [Fact]
    public async Task A_range_is_read_and_told()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("0123456789"));
        using var read = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(3, 4) })).Value;
        Assert.Equal("3456", await new StreamReader(read.Content).ReadToEndAsync());
        Assert.Equal("bytes 3-6/10", read.Details.ContentRange);
        Assert.Equal(4, read.Details.ContentLength);
    }

    [Fact]
    public async Task A_range_that_goes_beyond_the_end_is_cut_and_one_that_begins_there_is_refused()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("0123456789"));
        using var read = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(8, 100) })).Value;
        Assert.Equal("89", await new StreamReader(read.Content).ReadToEndAsync());
        await RefusedAsync(416, "InvalidRange", () => blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(11) }));
        var atTheEnd = new BlobDownloadOptions { Range = new HttpRange(10) };
        if (Differs(AzuriteDifferences.RangeAtTheEndIsEmpty))
            Assert.Equal(0, (await blob.DownloadStreamingAsync(atTheEnd)).Value.Details.ContentLength);
        else
            await RefusedAsync(416, "InvalidRange", () => blob.DownloadStreamingAsync(atTheEnd));
    }

    [Fact]
    public async Task A_large_blob_passes_through_streams_unchanged()
    {
        var content = new byte[9_000_000];
        new Random(1).NextBytes(content);
        var blob = Container.GetBlobClient("large.bin");
        var options = new BlobUploadOptions { TransferOptions = new() { MaximumTransferSize = 4_000_000 } };
        await blob.UploadAsync(new UnseekableStream(content), options);
        await using var stream = await blob.OpenReadAsync(new BlobOpenReadOptions(false) { BufferSize = 1_000_000 });
        Assert.Equal(content.Length, stream.Length);
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(stream));
        using var copy = new MemoryStream();
        await blob.DownloadToAsync(copy);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task A_stream_begins_where_it_is_told_and_can_seek()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("0123456789"));
        await using var stream = await blob.OpenReadAsync(position: 4, bufferSize: 3);
        using var reader = new StreamReader(stream);
        Assert.Equal("456789", await reader.ReadToEndAsync());
        stream.Seek(-2, SeekOrigin.End);
        reader.DiscardBufferedData();
        Assert.Equal("89", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_blob_that_changes_while_it_is_read_ends_the_reading()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("0123456789"));
        await using var stream = await blob.OpenReadAsync(bufferSize: 5);
        Assert.Equal(5, await stream.ReadAtLeastAsync(new byte[5], 5));
        await blob.UploadAsync(Text("abcdefghij"), overwrite: true);
        await RefusedAsync(412, "ConditionNotMet", async () => await stream.ReadExactlyAsync(new byte[5]));
    }

    [Fact]
    public async Task A_blob_that_may_change_is_read_as_it_is()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("0123456789"));
        await using var stream = await blob.OpenReadAsync(new BlobOpenReadOptions(true) { BufferSize = 5 });
        await stream.ReadExactlyAsync(new byte[5]);
        await blob.UploadAsync(Text("abcdefghij"), overwrite: true);
        var rest = new byte[5];
        await stream.ReadExactlyAsync(rest);
        Assert.Equal("fghij", Encoding.UTF8.GetString(rest));
    }

    [Fact]
    public async Task A_blob_that_vanishes_while_it_is_read_ends_the_reading()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("0123456789"));
        await using var stream = await blob.OpenReadAsync(bufferSize: 5);
        await stream.ReadExactlyAsync(new byte[5]);
        await blob.DeleteIfExistsAsync();
        var (status, code) = Differs(AzuriteDifferences.ConditionComesBeforeExistence) ? (412, "ConditionNotMet") : (404, "BlobNotFound");
        await RefusedAsync(status, code, async () => await stream.ReadExactlyAsync(new byte[5]));
    }

    [Fact]
    public async Task Reads_can_demand_or_exclude_an_etag()
    {
        var blob = Container.GetBlobClient("x");
        var etag = (await blob.UploadAsync(Text("one"))).Value.ETag;
        Assert.Equal(304, (await Assert.ThrowsAsync<RequestFailedException>(() => Read(new() { IfNoneMatch = etag }))).Status);
        await RefusedAsync(412, "ConditionNotMet", () => Read(new() { IfMatch = new ETag("\"0x0\"") }));
        await Read(new() { IfMatch = etag });
        Task Read(BlobRequestConditions conditions) => blob.DownloadStreamingAsync(new BlobDownloadOptions { Conditions = conditions });
    }

    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
