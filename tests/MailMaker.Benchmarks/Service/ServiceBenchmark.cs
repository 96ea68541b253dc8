using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MailMaker.Commands;
using MailMaker.Hosting;

namespace MailMaker.Benchmarks.Service;

/// <summary>The web service over HTTP: contacts a second in batches of 1,000 (made, sent again, changed), and a list exported, with what memory that takes.</summary>
internal static class ServiceBenchmark
{
    private const int BatchSize = 1_000;
    private const int Callers = 2;

    /// <summary>Runs every measurement on a fresh folder and prints one line each.</summary>
    /// <param name="contacts">Contacts of the list.</param>
    public static async Task RunAsync(int contacts)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-service-").FullName;
        try
        {
            using var host = MailMakerApp.CreateBuilder(["--data", folder, "--urls", "http://127.0.0.1:0"]).Build();
            await host.StartAsync();
            using var http = new HttpClient { BaseAddress = new Uri(ServerAddresses.Of(host).First()), Timeout = TimeSpan.FromMinutes(10) };
            using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keys.json")));
            http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
            (await http.PutAsJsonAsync("/api/accounts/acme", new { })).EnsureSuccessStatusCode();
            (await http.PutAsJsonAsync("/api/accounts/acme/lists/news", new { key = "fkey" })).EnsureSuccessStatusCode();
            await BatchesAsync(http, contacts, "Roma", "made");
            await BatchesAsync(http, contacts, "Roma", "sent again");
            await BatchesAsync(http, contacts, "Bari", "changed");
            await ExportAsync(http, contacts);
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task BatchesAsync(HttpClient http, int contacts, string city, string what)
    {
        var bodies = Enumerable.Range(0, contacts / BatchSize).Select(b => Body(b, city)).ToList();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (body, cancellation) =>
        {
            using var content = new ByteArrayContent(body);
            using var answer = await http.PostAsync("/api/accounts/acme/lists/news/batch", content, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        Print($"batches of {BatchSize} contacts, {what}", contacts / watch.Elapsed.TotalSeconds);
    }

    private static byte[] Body(int batch, string city)
    {
        var items = Enumerable.Range(batch * BatchSize, BatchSize).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"key":"{{i}}","fields":{"email":"person{{i}}@example.com","firstName":"Ada{{i}}","lastName":"Lovelace","city":"{{city}}","country":"IT","language":"it"} }"""));
        return Encoding.UTF8.GetBytes($$"""{"contacts":[{{string.Join(',', items)}}]}""");
    }

    private static async Task ExportAsync(HttpClient http, int contacts)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        var watch = Stopwatch.StartNew();
        using var answer = await http.GetAsync("/api/accounts/acme/lists/news/export", HttpCompletionOption.ResponseHeadersRead);
        await using var csv = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        for (int read, reads = 0; (read = await csv.ReadAsync(buffer)) > 0; reads++)
        {
            bytes += read;
            if (reads % 1_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        Print($"export of {bytes / 1_000_000} MB, live memory +{Math.Max(0, most - before) / 1_000_000} MB, contacts", contacts / watch.Elapsed.TotalSeconds);
    }

    private static void Print(string what, double perSecond) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-75}{perSecond,10:N0}/s"));
}
