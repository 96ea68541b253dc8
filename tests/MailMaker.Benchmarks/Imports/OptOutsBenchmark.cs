using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MailMaker.Hosting;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Benchmarks.Imports;

/// <summary>An opt-out file through the drop folder of the whole app: people a second from registration to report.</summary>
internal static class OptOutsBenchmark
{
    private const string Person = "person{0:D7}@example.com\n";

    public static async Task RunAsync(int rows, bool byAddress)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-optouts-").FullName;
        try
        {
            using var host = MailMakerApp.CreateBuilder(["--data", folder, "--urls", "http://127.0.0.1:0"]).Build();
            await host.StartAsync();
            await DefineAsync(host, folder, byAddress ? "fkey" : "email");
            await DropAsync(folder, "incremental/people.csv", byAddress ? "fkey,email\n" : "email\n", rows, byAddress ? "{0},person{0:D7}@example.com\n" : Person);
            await ReportAsync(folder, "people.csv");
            foreach (var (name, what) in new[] { ("first.csv", "people of the list leave"), ("again.csv", "the same again") })
            {
                await DropAsync(folder, "optout/" + name, byAddress ? "email\n" : "", rows, Person);
                using var report = JsonDocument.Parse(await ReportAsync(folder, name));
                var took = report.RootElement.GetProperty("completedAt").GetDateTimeOffset() - report.RootElement.GetProperty("registeredAt").GetDateTimeOffset();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {rows / took.TotalSeconds,12:N0}/s   {report.RootElement.GetProperty("counts").GetRawText().ReplaceLineEndings("")}"));
            }

            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task DefineAsync(IHost host, string folder, string key)
    {
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keys.json")));
        using var http = new HttpClient { BaseAddress = new Uri(Commands.ServerAddresses.Of(host).First()) };
        http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
        foreach (var path in new[] { "/api/accounts/acme", "/api/accounts/acme/lists/news" })
        {
            using var answer = await http.PutAsync(path, new StringContent(path.EndsWith("news", StringComparison.Ordinal) ? $$"""{"key":"{{key}}"}""" : "{}"));
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task DropAsync(string folder, string path, string header, int rows, string row)
    {
        var format = CompositeFormat.Parse(row);
        var target = Path.Combine(folder, "drop", "acme", "news", path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using (var writer = new StreamWriter(target + ".part"))
        {
            await writer.WriteAsync(header);
            for (var i = 0; i < rows; i++)
                await writer.WriteAsync(string.Format(CultureInfo.InvariantCulture, format, i));
        }

        File.Move(target + ".part", target);
    }

    private static async Task<string> ReportAsync(string folder, string name)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(20))
        {
            if (Directory.EnumerateFiles(Path.Combine(folder, "reports"), name + "*.report.json", SearchOption.AllDirectories).FirstOrDefault() is { } file)
                return await File.ReadAllTextAsync(file);
            await Task.Delay(50);
        }

        throw new TimeoutException("No report came within twenty minutes.");
    }
}
