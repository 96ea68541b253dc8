using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Delivery;
using MailMaker.Demo;
using MailMaker.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Benchmarks.Pipeline;

/// <summary>The whole way of a list: a file through the drop folder twice, then a campaign, in one process on a fresh folder.</summary>
internal static class PipelineBenchmark
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // Enough for every part of the way to have run.
    private const int WarmUp = 2_000;

    /// <summary>Runs it and prints the figures.</summary>
    public static async Task<int> RunAsync(int contacts, bool cold, bool bare, bool json, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-pipeline-").FullName;
        try
        {
            var figures = await MeasureAsync(folder, contacts, cold, bare, cancellationToken);
            Console.WriteLine(json ? JsonSerializer.Serialize(figures, JsonSerializerOptions.Web) : figures.ToString());
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<PipelineFigures> MeasureAsync(string folder, int contacts, bool cold, bool bare, CancellationToken cancellationToken)
    {
        var builder = MailMakerApp.CreateBuilder(["--data", folder, "--urls", "http://127.0.0.1:0"]);
        var channel = new StopwatchChannel(TimeProvider.System);
        builder.Services.AddSingleton<IEmailChannel>(channel);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        using var http = new HttpClient
        {
            BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
        http.DefaultRequestHeaders.Add("x-functions-key", Key(folder));
        if (!cold)
            await GoAsync(http, folder, "before", WarmUp, cancellationToken);
        var before = channel.Mails;
        var (first, again, launchedAt) = await GoAsync(http, folder, "bench", contacts, cancellationToken);
        Check(channel.Mails - before == contacts, $"the channel was handed {channel.Mails - before} mails.");
        await host.StopAsync(cancellationToken);
        return new PipelineFigures(
            contacts, cold, Rate(contacts, Seconds(first)), Rate(contacts, Seconds(again)), Rate(contacts, (channel.LastAt - launchedAt).TotalSeconds), PeakMemoryMB(),
            bare ? BareLimits.Measure(folder, contacts) : null);
    }

    // A file, the same again, and a campaign.
    private static async Task<(JsonElement First, JsonElement Again, DateTimeOffset LaunchedAt)> GoAsync(
        HttpClient http, string folder, string account, int contacts, CancellationToken cancellationToken)
    {
        await DefineAsync(http, account, cancellationToken);
        var first = await ImportAsync(http, folder, account, contacts, "first.csv", cancellationToken);
        var again = await ImportAsync(http, folder, account, contacts, "again.csv", cancellationToken);
        Check(Count(first, "added") == contacts, "the first import did not add every row: " + first.GetRawText());
        Check(Count(again, "unchanged") == contacts, "the second import found a row changed: " + again.GetRawText());
        return (first, again, await SendAsync(http, account, contacts, cancellationToken));
    }

    private static async Task DefineAsync(HttpClient http, string account, CancellationToken cancellationToken)
    {
        await PutAsync(http, account, "", new { senderAddress = "news@shop.example.com", senderName = "The Shop" }, cancellationToken);
        await PutAsync(
            http, account, "/lists/all", new { title = "All", key = "email", country = "IT", caps = new[] { new { max = 1, per = "day" }, new { max = 8, per = "month" } } }, cancellationToken);
        await PutAsync(http, account, "/templates/mail", new { subject = "{{firstName}}, news from {{city}}", html = BenchmarkMail.Html() }, cancellationToken);
        await PutAsync(http, account, "/campaigns/mail", new { list = "all", template = "mail" }, cancellationToken);
    }

    private static async Task<JsonElement> ImportAsync(HttpClient http, string folder, string account, int contacts, string name, CancellationToken cancellationToken)
    {
        var drop = Path.Combine(folder, "drop", account, "all", "incremental");
        Directory.CreateDirectory(drop);
        var upload = Path.Combine(folder, name);
        DemoContacts.Write(upload, contacts, dirty: false);
        var known = (await ImportsAsync(http, account, cancellationToken)).Count;
        File.Move(upload, Path.Combine(drop, name));
        while (true)
        {
            await Task.Delay(Look, cancellationToken);
            if (await ImportsAsync(http, account, cancellationToken) is { } imports && imports.Count > known
                && imports.Find(i => i.GetProperty("name").GetString() == name) is { ValueKind: JsonValueKind.Object } import)
            {
                var state = import.GetProperty("state").GetString();
                Check(state is not ("failed" or "refused" or "cancelled"), import.GetRawText());
                if (state == "completed")
                    return import;
            }
        }
    }

    private static async Task<DateTimeOffset> SendAsync(HttpClient http, string account, int contacts, CancellationToken cancellationToken)
    {
        var launchedAt = TimeProvider.System.GetUtcNow();
        using (var launch = await http.PostAsync(new Uri($"/api/accounts/{account}/campaigns/mail/launch", UriKind.Relative), null, cancellationToken))
            launch.EnsureSuccessStatusCode();
        while (true)
        {
            await Task.Delay(Look, cancellationToken);
            var status = await http.GetFromJsonAsync<JsonElement>($"/api/accounts/{account}/campaigns/mail", cancellationToken);
            if (status.GetProperty("campaign").GetProperty("state").GetString() != "completed")
                continue;
            Check(Count(status, "sent") == contacts, "the campaign did not send to everybody: " + status.GetRawText());
            return launchedAt;
        }
    }

    private static async Task<List<JsonElement>> ImportsAsync(HttpClient http, string account, CancellationToken cancellationToken)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>($"/api/accounts/{account}/imports?list=all", cancellationToken);
        return [.. answer.GetProperty("imports").EnumerateArray()];
    }

    private static async Task PutAsync(HttpClient http, string account, string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await http.PutAsJsonAsync($"/api/accounts/{account}{path}", body, cancellationToken);
        Check(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private static string Key(string folder)
    {
        using var keys = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "keys.json")));
        return keys.RootElement.GetProperty("function").GetString()!;
    }

    private static int Count(JsonElement of, string name) => of.GetProperty("counts").GetProperty(name).GetInt32();

    private static double Seconds(JsonElement import) =>
        (import.GetProperty("completedAt").GetDateTimeOffset() - import.GetProperty("registeredAt").GetDateTimeOffset()).TotalSeconds;

    private static int Rate(int contacts, double seconds) => (int)Math.Round(contacts / seconds);

    // The most that the process ever had in memory; Linux keeps it in kB.
    private static int PeakMemoryMB()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return int.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
