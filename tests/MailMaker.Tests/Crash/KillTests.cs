using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Crash;

/// <summary>The demo is killed at random moments and started again: nothing is lost, nothing is doubled.</summary>
public sealed class KillTests
{
    private const int Contacts = 1500;

    [Fact]
    public async Task The_demo_run_twice_finds_everything_unchanged_and_drops_the_second_campaign_by_the_cap()
    {
        using var folder = new TemporaryFolder();
        var first = await RunAsync(folder.Path);
        AssertAddsUp(first);
        Assert.Equal(0, Number(first, "dropped") - Refused(first));
        Assert.Equal(Number(first, "added"), Number(first, "audience"));
        var second = await RunAsync(folder.Path);
        AssertAddsUp(second);
        Assert.Equal((0, 0, Number(first, "added")), (Number(second, "added"), Number(second, "changed"), Number(second, "unchanged")));
        Assert.Equal((0, Number(first, "sent")), (Number(second, "sent"), second.GetProperty("droppedByReason").GetProperty("capped").GetInt32()));
        Assert.Equal(Number(first, "sent"), Mails(folder.Path).Count);
    }

    [Fact]
    public async Task Its_summary_stands_alone_on_standard_output_however_much_is_logged()
    {
        using var folder = new TemporaryFolder();
        using var process = DemoProcess.Start(folder.Path, 20, ("Logging:LogLevel:Default", "Debug"));
        Assert.Equal(20, Number(await process.FinishAsync(), "rows"));
        Assert.Contains("dbug:", await process.ErrorsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_at_random_moments_it_completes_and_nobody_gets_two_mails(int seed)
    {
        using var folder = new TemporaryFolder();
        using var untouched = new TemporaryFolder();
        var watch = Stopwatch.StartNew();
        var expected = await RunAsync(untouched.Path);
        var whole = watch.Elapsed;
        var random = new Random(seed);
        var kills = 0;
        for (var round = 0; round < 6; round++)
        {
            using var process = DemoProcess.Start(folder.Path, Contacts);
            kills += await process.KillAfterAsync(whole * (0.15 + (0.8 * random.NextDouble()))) ? 1 : 0;
        }

        Assert.True(kills > 0, "No run lasted long enough to be killed.");
        AssertAddsUp(await RunAsync(folder.Path));

        var mails = Mails(folder.Path);
        Assert.Equal(mails.Count, mails.Select(m => m.Recipient).Distinct().Count());
        // The cap is one a day over all campaigns, so in the end everybody who can be reached has exactly one mail.
        Assert.Equal(Mails(untouched.Path).Select(m => m.Recipient).Order(), mails.Select(m => m.Recipient).Order());
        Assert.Equal(Number(expected, "added"), await ContactsAsync(folder.Path));
    }

    private static async Task<JsonElement> RunAsync(string folder)
    {
        using var process = DemoProcess.Start(folder, Contacts);
        return await process.FinishAsync();
    }

    private static void AssertAddsUp(JsonElement run)
    {
        Assert.Equal(Contacts, Number(run, "rows"));
        Assert.Equal(Contacts, Number(run, "added") + Number(run, "changed") + Number(run, "unchanged") + Number(run, "rejected"));
        Assert.Equal(Number(run, "audience"), Number(run, "sent") + Number(run, "dropped") + Number(run, "deferred"));
        Assert.Equal(0, Number(run, "deferred"));
    }

    private static int Refused(JsonElement run) =>
        run.GetProperty("droppedByReason").TryGetProperty("channelRefused", out var refused) ? refused.GetInt32() : 0;

    private static int Number(JsonElement run, string name) => run.GetProperty(name).GetInt32();

    private static List<(string Campaign, string Recipient)> Mails(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, "outbox", "demo"), "*.eml", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(folder, f), Recipient(f))),
    ];

    private static string Recipient(string file)
    {
        var to = File.ReadLines(file).SkipWhile(l => !l.StartsWith("To:", StringComparison.Ordinal)).TakeWhile((l, i) => i == 0 || l.StartsWith(' '));
        var text = string.Concat(to);
        return text[(text.LastIndexOf('<') + 1)..].TrimEnd('>', ' ').ToLower(CultureInfo.InvariantCulture);
    }

    private static async Task<int> ContactsAsync(string folder)
    {
        await using var app = await RunningApp.StartAsync(folder);
        var contacts = 0;
        string? continuation = null;
        do
        {
            var page = await app.GetAsync($"/api/accounts/demo/lists/newsletter/contacts?top=500&continuation={Uri.EscapeDataString(continuation ?? "")}");
            contacts += page.GetProperty("contacts").GetArrayLength();
            continuation = page.TryGetProperty("continuation", out var next) ? next.GetString() : null;
        }
        while (continuation is not null);
        return contacts;
    }
}
