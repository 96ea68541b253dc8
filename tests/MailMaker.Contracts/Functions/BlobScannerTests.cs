using Azure.Storage.Blobs;
using MailMaker.Embedded.Functions.Blob;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;

namespace MailMaker.Contracts.Functions;

public sealed class BlobScannerTests
{
    [Fact]
    public async Task A_file_whose_writers_are_not_told_must_rest_for_longer()
    {
        using var folder = new TempFolder();
        var home = EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path));
        await using var closed = home;
        var (clock, timings) = (new FakeClock(DateTimeOffset.UnixEpoch.AddYears(56)), new EmbeddedTimings());
        var container = new BlobContainerClient(EmbeddedHome.ConnectionString(folder.Path), "drop");
        var receipts = new BlobReceipts(HostState.Of(home), "Import", "drop");
        var scanner = new BlobScanner(container, BlobPathPattern.Parse("drop/{name}"), receipts, _ => FileUse.Untold, timings, clock);
        Directory.CreateDirectory(folder.Combine("drop"));
        await File.WriteAllTextAsync(folder.Combine("drop", "june.csv"), "abc");

        Assert.Empty(await scanner.TakeDueAsync(default));
        clock.Advance(timings.SettleUntoldFor - TimeSpan.FromSeconds(1));
        Assert.Empty(await scanner.TakeDueAsync(default));
        await File.AppendAllTextAsync(folder.Combine("drop", "june.csv"), "d");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(await scanner.TakeDueAsync(default));
        clock.Advance(timings.SettleUntoldFor);
        Assert.Single(await scanner.TakeDueAsync(default));
    }
}
