using MailMaker.Embedded.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Contracts.Functions;

/// <summary>Runs of a function that is given files: once a version, with tries, receipts and bindings.</summary>
public sealed class BlobTriggerTests : BlobTriggerStage
{
    [Fact]
    public async Task A_file_runs_once_with_the_tokens_of_its_path()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        await SettleAsync();
        Assert.Equal(["acme|news|full|june|3|drop/acme/news/full/june.csv"], Recorded.All);
    }

    [Fact]
    public async Task Receipts_survive_a_restart()
    {
        Write("acme/news/full/june.csv", "abc");
        await SettleAsync();
        await RestartAsync(typeof(Files));
        await SettleAsync();
        Assert.Single(Recorded.All);
    }

    [Fact]
    public async Task After_five_tries_a_version_is_poison_and_the_next_version_starts_anew()
    {
        Recorded.OnEntry = _ => throw new FormatException("broken");
        Write("acme/news/full/june.csv", "abc");
        for (var i = 0; i < 4; i++)
            await SettleAsync();
        await RestartAsync(typeof(Files));
        for (var i = 0; i < 6; i++)
            await SettleAsync();
        Assert.Equal(5, Recorded.All.Count);
        var poison = Assert.Single(Directory.GetFiles(Folder.Combine("host", "poison")));
        Assert.Contains("acme/news/full/june.csv", await File.ReadAllTextAsync(poison), StringComparison.Ordinal);

        Recorded.OnEntry = _ => Task.CompletedTask;
        Write("acme/news/full/june.csv", "fixed");
        await SettleAsync();
        Assert.Equal(6, Recorded.All.Count);
    }

    [Fact]
    public async Task A_failure_of_one_file_keeps_no_other_waiting()
    {
        Recorded.OnEntry = entry => entry.Contains("bad", StringComparison.Ordinal) ? throw new FormatException() : Task.CompletedTask;
        Write("acme/news/full/bad.csv", "abc");
        Write("acme/news/full/good.csv", "abc");
        await SettleAsync();
        Assert.Contains("acme|news|full|good|3|drop/acme/news/full/good.csv", Recorded.All);
    }

    [Fact]
    public async Task No_more_than_the_allowed_number_runs_at_once()
    {
        await RestartAsync([typeof(Files)], b => b.Configuration["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"] = "2");
        var running = 0;
        var most = 0;
        Recorded.OnEntry = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };
        for (var i = 0; i < 20; i++)
            Write($"acme/news/full/{i}.csv", "abc");
        await SettleAsync();
        Assert.Equal(20, Recorded.All.Count);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_run_that_the_stop_cancels_leaves_no_receipt_and_costs_no_try()
    {
        Recorded.OnEntry = _ => Task.Delay(Timeout.Infinite, Host.Service<StopSignals>().Stopping);
        Write("acme/news/full/june.csv", "abc");
        await Host.Blobs().ScanAsync();
        Clock.Advance(Second);
        await Host.Blobs().ScanAsync();
        await Recorded.NextAsync();
        await RestartAsync(typeof(Files));
        Recorded.OnEntry = _ => throw new FormatException();
        for (var i = 0; i < 8; i++)
            await SettleAsync();
        Assert.Equal(1 + 5, Recorded.All.Count);
    }

    [Fact]
    public async Task Content_binds_as_stream_text_and_bytes()
    {
        await RestartAsync(typeof(Contents));
        Write("a.txt", "stream");
        Write("b.txt", "text");
        Write("c.txt", "bytes");
        await SettleAsync();
        Assert.Equal(["bytes:c", "stream:a", "text:b"], Recorded.All.Order());
    }

    [Fact]
    public async Task Ten_thousand_files_are_scanned_in_a_blink()
    {
        for (var i = 0; i < 10_000; i++)
            Write($"acme/news/full/{i:D5}.csv", "x");
        await SettleAsync();
        Assert.Equal(10_000, Recorded.All.Count);
        await SettleAsync();
        Assert.Equal(10_000, Recorded.All.Count);
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
