using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Contracts.Functions;

public sealed class BlobTriggerTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new();
    private readonly Record record = new();
    private TestHost host = null!;

    public async Task InitializeAsync() => host = await StartAsync(typeof(Files));

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_file_runs_once_with_the_tokens_of_its_path()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        await SettleAsync();
        Assert.Equal(["acme|news|full|june|3|drop/acme/news/full/june.csv"], record.All);
    }

    [Fact]
    public async Task A_new_version_of_a_file_runs_again()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        Write("acme/news/full/june.csv", "abcd");
        await SettleAsync();
        Assert.Equal(2, record.All.Count);
    }

    [Theory]
    [InlineData("acme/news/june.csv")]
    [InlineData("acme/news/full/june.txt")]
    [InlineData("acme/news/full/june.csv.part")]
    public async Task A_path_that_does_not_fit_never_runs(string path)
    {
        Write(path, "abc");
        await SettleAsync();
        Assert.Empty(record.All);
    }

    [Fact]
    public async Task A_file_that_still_grows_is_not_read()
    {
        Write("acme/news/full/june.csv", "a");
        await host.Blobs().ScanNowAsync();
        for (var i = 0; i < 5; i++)
        {
            await File.AppendAllTextAsync(PathOf("acme/news/full/june.csv"), "a");
            // Less than a file must rest: the host's own scan may have seen it right after the write.
            clock.Advance(Second / 2);
            await host.Blobs().ScanNowAsync();
            Assert.Empty(record.All);
        }

        clock.Advance(Second);
        await host.Blobs().ScanNowAsync();
        Assert.Equal("acme|news|full|june|6|drop/acme/news/full/june.csv", Assert.Single(record.All));
    }

    [Fact]
    public async Task A_file_that_is_open_for_writing_waits_although_it_does_not_change()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Write("acme/news/full/june.csv", "abc");
        await using (new FileStream(PathOf("acme/news/full/june.csv"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            await SettleAsync();
            Assert.Empty(record.All);
        }

        await SettleAsync();
        Assert.Single(record.All);
    }

    [Fact]
    public async Task An_empty_file_waits_longer()
    {
        Write("acme/news/full/june.csv", "");
        await host.Blobs().ScanNowAsync();
        clock.Advance(4 * Second);
        await host.Blobs().ScanNowAsync();
        Assert.Empty(record.All);
        clock.Advance(Second);
        await host.Blobs().ScanNowAsync();
        Assert.Equal("acme|news|full|june|0|drop/acme/news/full/june.csv", Assert.Single(record.All));
    }

    [Fact]
    public async Task A_directory_named_like_a_file_is_given_once_and_other_directories_never()
    {
        Directory.CreateDirectory(PathOf("acme/news/full/june.csv"));
        await SettleAsync();
        Write("acme/news/full/june.csv/inside.txt", "abc");
        await SettleAsync();
        await RestartAsync(typeof(Files));
        await SettleAsync();
        Assert.Equal("acme|news|full|june|folder|drop/acme/news/full/june.csv", Assert.Single(record.All));
    }

    [Fact]
    public async Task Receipts_survive_a_restart()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        await RestartAsync(typeof(Files));
        await SettleAsync();
        Assert.Single(record.All);
    }

    [Fact]
    public async Task A_file_that_comes_back_after_it_was_gone_runs_again()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        File.Move(PathOf("acme/news/full/june.csv"), folder.Combine("aside"));
        for (var i = 0; i < 3; i++)
            await host.Blobs().ScanNowAsync();
        File.Move(folder.Combine("aside"), PathOf("acme/news/full/june.csv"));
        await SettleAsync();
        Assert.Equal(2, record.All.Count);
    }

    [Fact]
    public async Task After_five_tries_a_version_is_poison_and_the_next_version_starts_anew()
    {
        record.OnEntry = _ => throw new FormatException("broken");
        Write("acme/news/full/june.csv", "abc");
        for (var i = 0; i < 4; i++)
            await SettleAsync();
        await RestartAsync(typeof(Files));
        for (var i = 0; i < 6; i++)
            await SettleAsync();
        Assert.Equal(5, record.All.Count);
        var poison = Assert.Single(Directory.GetFiles(folder.Combine("host", "poison")));
        Assert.Contains("acme/news/full/june.csv", await File.ReadAllTextAsync(poison), StringComparison.Ordinal);

        record.OnEntry = _ => Task.CompletedTask;
        Write("acme/news/full/june.csv", "fixed");
        await SettleAsync();
        Assert.Equal(6, record.All.Count);
    }

    [Fact]
    public async Task A_failure_of_one_file_keeps_no_other_waiting()
    {
        record.OnEntry = entry => entry.Contains("bad", StringComparison.Ordinal) ? throw new FormatException() : Task.CompletedTask;
        Write("acme/news/full/bad.csv", "abc");
        Write("acme/news/full/good.csv", "abc");
        await SettleAsync();
        Assert.Contains("acme|news|full|good|3|drop/acme/news/full/good.csv", record.All);
    }

    [Fact]
    public async Task No_more_than_the_allowed_number_runs_at_once()
    {
        await RestartAsync([typeof(Files)], b => b.Configuration["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"] = "2");
        var running = 0;
        var most = 0;
        record.OnEntry = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };
        for (var i = 0; i < 20; i++)
            Write($"acme/news/full/{i}.csv", "abc");
        await SettleAsync();
        Assert.Equal(20, record.All.Count);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_run_that_the_stop_cancels_leaves_no_receipt_and_costs_no_try()
    {
        record.OnEntry = _ => Task.Delay(Timeout.Infinite, host.Service<StopSignals>().Stopping);
        Write("acme/news/full/june.csv", "abc");
        await host.Blobs().ScanAsync();
        clock.Advance(Second);
        await host.Blobs().ScanAsync();
        await record.NextAsync();
        await RestartAsync(typeof(Files));
        record.OnEntry = _ => throw new FormatException();
        for (var i = 0; i < 8; i++)
            await SettleAsync();
        Assert.Equal(1 + 5, record.All.Count);
    }

    [Fact]
    public async Task Content_binds_as_stream_text_and_bytes()
    {
        await RestartAsync(typeof(Contents));
        Write("a.txt", "stream");
        Write("b.txt", "text");
        Write("c.txt", "bytes");
        await SettleAsync();
        Assert.Equal(["bytes:c", "stream:a", "text:b"], record.All.Order());
    }

    [Fact]
    public async Task Ten_thousand_files_are_scanned_in_a_blink()
    {
        for (var i = 0; i < 10_000; i++)
            Write($"acme/news/full/{i:D5}.csv", "x");
        await SettleAsync();
        Assert.Equal(10_000, record.All.Count);
        await SettleAsync();
        Assert.Equal(10_000, record.All.Count);
    }

    private async Task SettleAsync()
    {
        await host.ScanAllAsync();
        clock.Advance(TimeSpan.FromSeconds(61));
        await host.ScanAllAsync();
    }

    private async Task<TestHost> StartAsync(params Type[] functions) => await StartAsync(functions, _ => { });

    private Task<TestHost> StartAsync(Type[] functions, Action<FunctionsApplicationBuilder> configure)
    {
        Directory.CreateDirectory(folder.Combine("drop"));
        return TestHost.StartAsync(folder.Path, clock, functions, builder =>
        {
            builder.Timings.WatchFolders = false;
            builder.Services.AddSingleton(record);
            configure(builder);
        });
    }

    private Task RestartAsync(params Type[] functions) => RestartAsync(functions, _ => { });

    private async Task RestartAsync(Type[] functions, Action<FunctionsApplicationBuilder> configure)
    {
        await host.DisposeAsync();
        host = await StartAsync(functions, configure);
    }

    private string PathOf(string blob) => folder.Combine(["drop", .. blob.Split('/')]);

    private void Write(string blob, string content)
    {
        var path = PathOf(blob);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public sealed class Files(Record record)
    {
        [Function("Import")]
        public async Task Import(
            [BlobTrigger("drop/{account}/{list}/{mode}/{name}.csv", Connection = "MailMakerStorage")] BlobClient blob,
            string account, string list, string mode, string name, string blobTrigger, BlobProperties properties)
        {
            var length = properties.Metadata.ContainsKey("hdi_isfolder") ? "folder" : $"{properties.ContentLength}";
            await record.AddAsync($"{account}|{list}|{mode}|{name}|{length}|{blobTrigger}");
        }
    }

    public sealed class Contents(Record record)
    {
        [Function("AsStream")]
        public async Task AsStream([BlobTrigger("drop/a{rest}")] Stream blob)
        {
            using var reader = new StreamReader(blob, leaveOpen: true);
            await record.AddAsync(await reader.ReadToEndAsync() + ":a");
        }

        [Function("AsText")]
        public Task AsText([BlobTrigger("drop/b{rest}")] string blob) => record.AddAsync(blob + ":b");

        [Function("AsBytes")]
        public Task AsBytes([BlobTrigger("drop/c{rest}")] byte[] blob) => record.AddAsync(System.Text.Encoding.UTF8.GetString(blob) + ":c");
    }
}
