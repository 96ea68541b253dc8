using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MailMaker.Benchmarks.Http;
using MailMaker.Demo;

namespace MailMaker.Benchmarks.Smtp;

/// <summary>A whole campaign over SMTP, and what others do with the same sink in the same run.</summary>
internal static class SmtpBenchmark
{
    /// <summary>Runs it and prints the figures.</summary>
    public static async Task<int> RunAsync(int contacts, bool json)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-smtp-").FullName;
        try
        {
            using var sink = await SmtpSinkProcess.StartAsync();
            var octets = LinkedMail.Octets();
            var bare = await BareAsync(sink, octets, contacts);
            var nodemailer = await NodemailerAsync(sink, octets, Math.Min(contacts, 20_000), folder);
            var figures = await CampaignAsync(sink, folder, contacts) with { BarePerSecond = bare, NodemailerPerSecond = nodemailer, MailOctets = octets.Length };
            Console.WriteLine(json ? JsonSerializer.Serialize(figures, JsonSerializerOptions.Web) : figures.ToString());
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> BareAsync(SmtpSinkProcess sink, byte[] octets, int mails)
    {
        await BareSender.SendAsync(sink.Port, octets, 2_000);
        await sink.ClearAsync();
        var watch = Stopwatch.StartNew();
        await BareSender.SendAsync(sink.Port, octets, mails);
        var seconds = watch.Elapsed.TotalSeconds;
        Check((await sink.ClearAsync()).Mails == mails, "bare sockets: the sink did not count every mail.");
        return (int)(mails / seconds);
    }

    // Null where the test project's packages are not installed.
    private static async Task<int?> NodemailerAsync(SmtpSinkProcess sink, byte[] octets, int mails, string folder)
    {
        if (Packages() is not { } packages)
            return null;
        var file = Path.Combine(folder, "mail.eml");
        await File.WriteAllBytesAsync(file, octets);
        var script = Path.Combine(AppContext.BaseDirectory, "Smtp", "nodemailer.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, packages, $"{sink.Port}", $"{mails}", file]) { RedirectStandardOutput = true })!;
        var rate = int.Parse(await node.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
        await node.WaitForExitAsync();
        Check((await sink.ClearAsync()).Mails == mails, "nodemailer: the sink did not count every mail.");
        return rate;
    }

    private static async Task<SmtpFigures> CampaignAsync(SmtpSinkProcess sink, string folder, int contacts)
    {
        var data = Path.Combine(folder, "data");
        await using var app = await ServedApp.StartAsync(data, new Dictionary<string, string>
        {
            ["Delivery__Channel"] = "smtp", ["Smtp__Host"] = "127.0.0.1", ["Smtp__Port"] = $"{sink.Port}", ["Smtp__Security"] = "none",
        });
        await app.PutAsync("/api/accounts/bench", new { senderAddress = "news@shop.example.com", senderName = "The Shop" });
        await app.PutAsync("/api/accounts/bench/lists/all", new { title = "All", key = "email", country = "IT", caps = new[] { new { max = 1, per = "day" }, new { max = 8, per = "month" } } });
        await app.PutAsync("/api/accounts/bench/templates/mail", new { subject = "{{firstName}}, news from {{city}}", html = LinkedMail.Html() });
        await app.PutAsync("/api/accounts/bench/campaigns/mail", new { list = "all", template = "mail" });
        var file = Path.Combine(folder, "people.csv");
        DemoContacts.Write(file, contacts, dirty: false);
        await app.ImportAsync("bench", "all", file);
        var (appCpu, sinkCpu) = (app.CpuSeconds, (await sink.ClearAsync()).CpuSeconds);
        var launchedAt = TimeProvider.System.GetUtcNow();
        await app.SendAsync("bench", "mail");
        var seen = await sink.ReportAsync();
        Check(seen.Distinct == contacts, $"the sink has {seen.Distinct} different mails of {contacts}.");
        return new SmtpFigures(
            contacts, 0, (int)(contacts / (seen.LastAt - launchedAt).TotalSeconds), 0, null, Micro(app.CpuSeconds - appCpu, contacts), Micro(seen.CpuSeconds - sinkCpu, contacts),
            seen.Mails - seen.Distinct, app.PeakMemoryMB);
    }

    private static int Micro(double seconds, int mails) => (int)(1e6 * seconds / mails);

    private static string? Packages()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "tests", "MailMaker.Tests") is var project && Directory.Exists(Path.Combine(project, "node_modules", "nodemailer")))
                return project;
        return null;
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
