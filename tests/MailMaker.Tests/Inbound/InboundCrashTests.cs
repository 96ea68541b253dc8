using System.Diagnostics;
using Azure.Data.Tables;
using MailMaker.Core.Consent;
using MailMaker.Embedded.Storage;
using MailMaker.Inbound;
using MailMaker.Tests.Imports;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Inbound;

/// <summary>Mails that come back while the process ends: dealt with once, wherever that was.</summary>
public sealed class InboundCrashTests
{
    private const string NoSuchUser = "550 5.1.1 <x>: Recipient address rejected: User unknown in virtual mailbox table";
    private const string Full = "452 4.2.2 The email account that you tried to reach is over quota";

    [Theory]
    [InlineData("hard")]
    [InlineData("soft")]
    [InlineData("complaint")]
    [InlineData("unsubscribe")]
    public async Task Whatever_write_the_process_ends_at_a_mail_is_dealt_with_once(string kind)
    {
        using var folder = new TemporaryFolder();
        var tables = new CrashingTables(EmbeddedHome.ConnectionString(folder.Path));
        await using var stage = await InboundStage.OpenAsync(
            builder =>
            {
                builder.Services.AddSingleton<TableServiceClient>(tables);
                builder.Timings.SettleFor = TimeSpan.FromHours(1); // the test takes the mails in itself
            },
            folder);
        await stage.App.PutAsync("/api/accounts/acme", new { senderAddress = "news@acme.example", softBounces = new { count = 1, withinDays = 1, days = 1 } });
        for (var i = 0; i < 40; i++)
            await stage.AddAsync($"p{i:D2}@example.com");
        var mails = new Queue<SentMail>((await stage.SendAsync("spring")).Values);
        var before = 0;
        foreach (var afterTheWrite in new[] { false, true })
        {
            for (var crashAt = 1; await CrashAsync(stage, tables, mails.Dequeue(), kind, crashAt, afterTheWrite); crashAt++)
                Assert.Equal(++before, (await stage.CountsAsync())[kind]);
            Assert.Equal(++before, (await stage.CountsAsync())[kind]);
        }

        // Two writes at least, each with the process ending before and after it, and twice not at all.
        Assert.True(before >= 6, "It ended at too few writes to show anything.");
    }

    [Fact]
    public async Task Killed_at_random_moments_every_mail_is_dealt_with_once()
    {
        const int Mails = 120;
        using var folder = new TemporaryFolder();
        List<string> addresses = [.. Enumerable.Range(0, Mails).Select(i => $"p{i:D3}@example.com")];
        var sent = await SendAsync(folder, addresses);
        foreach (var (address, i) in addresses.Select((a, i) => (a, i)))
        {
            var mail = (i % 3) switch { 0 => sent[address].Bounce("5.1.1", NoSuchUser), 1 => sent[address].Complaint(), _ => sent[address].Unsubscribe() };
            InboundStage.Put(folder.Path, mail, $"{i}.eml");
        }

        var random = new Random(3);
        for (var round = 0; round < 3; round++)
            await RunAndKillAsync(folder.Path, TimeSpan.FromMilliseconds(1500 + random.Next(1500)));
        await using var again = await InboundStage.OpenAsync(existing: folder);
        await Eventually.HoldsAsync(() => Task.FromResult(!Directory.EnumerateFiles(Path.Combine(folder.Path, "inbound"), "*.eml").Any()));
        var counts = await again.CountsAsync();
        Assert.Equal((40, 40, 40), (counts["hard"], counts["complaint"], counts["unsubscribe"]));
        for (var i = 0; i < Mails; i++)
        {
            Assert.Equal(i % 3 != 2, await again.SuppressionAsync(addresses[i]) is not null);
            Assert.Equal(i % 3 != 0, await again.GoodbyeAsync(addresses[i]) is not null);
            Assert.Equal(i % 3 == 1 ? 2 : 1, (await again.EvidenceAsync(addresses[i])).Count(e => e.Kind is ConsentEventKind.Left or ConsentEventKind.Suppressed));
        }
    }

    private static async Task<Dictionary<string, SentMail>> SendAsync(TemporaryFolder folder, List<string> addresses)
    {
        await using var stage = await InboundStage.OpenAsync(existing: folder);
        foreach (var address in addresses)
            await stage.AddAsync(address);
        return await stage.SendAsync("spring");
    }

    // Whether the process ended. Either way the mail is dealt with afterwards.
    private static async Task<bool> CrashAsync(InboundStage stage, CrashingTables tables, SentMail mail, string kind, int crashAt, bool afterTheWrite)
    {
        var name = $"{crashAt}-{afterTheWrite}.eml";
        stage.Put(
            kind switch
            {
                "hard" => mail.Bounce("5.1.1", NoSuchUser), "soft" => mail.Bounce("4.2.2", Full), "complaint" => mail.Complaint(), _ => mail.Unsubscribe(),
            },
            name);
        var mailroom = stage.Get<InboundMailroom>();
        var crashed = false;
        tables.Arm(crashAt, afterTheWrite);
        try
        {
            await mailroom.TakeAsync(name, default);
        }
        catch (ProcessCrashedException)
        {
            crashed = true;
        }

        tables.Arm(0, false);
        await mailroom.TakeAsync(name, default);
        Assert.False(File.Exists(Path.Combine(stage.App.Folder, "inbound", name)));
        Assert.Equal(kind is "unsubscribe", await stage.SuppressionAsync(mail.To) is null);
        Assert.Equal(kind is "complaint" or "unsubscribe", await stage.GoodbyeAsync(mail.To) is not null);
        var evidence = await stage.EvidenceAsync(mail.To);
        Assert.Equal(kind is "complaint" ? 2 : 1, evidence.Count(e => e.Kind is ConsentEventKind.Left or ConsentEventKind.Suppressed));
        return crashed;
    }

    private static async Task RunAndKillAsync(string folder, TimeSpan wait)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "MailMaker.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "serve", "--data", folder, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment[InboundAddresses.DomainSetting] = "in.example.com";
        using var process = Process.Start(start)!;
        var listens = await process.StandardOutput.ReadLineAsync();
        Assert.Contains("listens", listens, StringComparison.Ordinal);
        using var timer = new CancellationTokenSource(wait);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
