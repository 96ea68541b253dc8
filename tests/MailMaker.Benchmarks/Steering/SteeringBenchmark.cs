using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Benchmarks.Pipeline;
using MailMaker.Commands;
using MailMaker.Delivery;
using MailMaker.Demo;
using MailMaker.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Benchmarks.Steering;

/// <summary>How soon pause, resume and cancel act while a campaign goes out at full speed: a campaign a round is held at a quarter, let go, and stopped for good at a half.</summary>
internal sealed class SteeringBenchmark(HttpClient http, StopwatchChannel channel, int contacts)
{
    private const string Account = "/api/accounts/bench";

    // Quiet for so long after an answer, the last hand-over has been seen: twice the promise.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs it and prints the figures.</summary>
    public static async Task<int> RunAsync(int contacts, int rounds, bool json, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-steering-").FullName;
        try
        {
            var builder = MailMakerApp.CreateBuilder(["--data", folder, "--urls", "http://127.0.0.1:0"]);
            var channel = new StopwatchChannel(TimeProvider.System);
            builder.Services.AddSingleton<IEmailChannel>(channel);
            using var host = builder.Build();
            await host.StartAsync(cancellationToken);
            using var http = new HttpClient { BaseAddress = new Uri(ServerAddresses.Of(host).First()), Timeout = TimeSpan.FromMinutes(5) };
            using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keys.json"), cancellationToken));
            http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
            var figures = await new SteeringBenchmark(http, channel, contacts).MeasureAsync(folder, rounds, cancellationToken);
            Console.WriteLine(json ? JsonSerializer.Serialize(figures, JsonSerializerOptions.Web) : figures.ToString());
            await host.StopAsync(cancellationToken);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<SteeringFigures> MeasureAsync(string folder, int rounds, CancellationToken cancellationToken)
    {
        await DefineAsync(folder, cancellationToken);
        var counted = new List<SteeringRound>();
        // The first round compiles the code and is not counted.
        for (var round = 0; round <= rounds; round++)
        {
            var figures = await RoundAsync($"mail{round}", cancellationToken);
            if (round > 0)
                counted.Add(figures);
        }

        return SteeringFigures.Of(contacts, counted);
    }

    private async Task<SteeringRound> RoundAsync(string campaign, CancellationToken cancellationToken)
    {
        var before = channel.Mails;
        await PutAsync("/campaigns/" + campaign, new { list = "all", template = "mail" }, cancellationToken);
        await CallAsync(campaign, "launch", cancellationToken);
        await UntilAsync(before + (contacts / 4), cancellationToken);
        var pause = await StopAsync(campaign, "pause", cancellationToken);
        var held = channel.Mails;
        var resumed = Stopwatch.StartNew();
        await CallAsync(campaign, "resume", cancellationToken);
        await UntilAsync(held + 1, cancellationToken);
        var resume = resumed.Elapsed.TotalMilliseconds;
        await UntilAsync(before + (contacts / 2), cancellationToken);
        var cancel = await StopAsync(campaign, "cancel", cancellationToken);
        await AssertSumsAsync(campaign, (int)(channel.Mails - before), cancellationToken);
        return new SteeringRound(pause, resume, cancel);
    }

    private async Task<StopLag> StopAsync(string campaign, string verb, CancellationToken cancellationToken)
    {
        var calledAt = TimeProvider.System.GetUtcNow();
        await CallAsync(campaign, verb, cancellationToken);
        var answeredAt = TimeProvider.System.GetUtcNow();
        await Task.Delay(Quiet, cancellationToken);
        Check(TimeProvider.System.GetUtcNow() - channel.LastAt > Quiet / 2, $"After the {verb} hand-overs went on.");
        // Nothing after the answer counts as none.
        return new StopLag((channel.LastAt - calledAt).TotalMilliseconds, Math.Max(0, (channel.LastAt - answeredAt).TotalMilliseconds));
    }

    private async Task AssertSumsAsync(string campaign, int handedOver, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = await http.GetFromJsonAsync<JsonElement>($"{Account}/campaigns/{campaign}", cancellationToken);
            var counts = status.GetProperty("counts");
            if (status.GetProperty("campaign").TryGetProperty("completedAt", out _))
            {
                Check(counts.GetProperty("audience").GetInt32() == contacts, "the audience is not the list: " + counts.GetRawText());
                Check(counts.GetProperty("sent").GetInt32() == handedOver, $"{handedOver} were handed over: " + counts.GetRawText());
                Check(counts.GetProperty("droppedByReason").GetProperty("cancelled").GetInt32() == contacts - handedOver, "the rest is not cancelled: " + counts.GetRawText());
                return;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private async Task DefineAsync(string folder, CancellationToken cancellationToken)
    {
        await PutAsync("", new { senderAddress = "news@shop.example.com", senderName = "The Shop" }, cancellationToken);
        await PutAsync("/lists/all", new { title = "All", key = "email", country = "IT" }, cancellationToken);
        await PutAsync("/templates/mail", new { subject = "{{firstName}}, news from {{city}}", html = BenchmarkMail.Html() }, cancellationToken);
        var file = Path.Combine(folder, "contacts.csv");
        DemoContacts.Write(file, contacts, dirty: false);
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file, cancellationToken));
        using var taken = await http.PostAsync(new Uri($"{Account}/lists/all/imports?mode=incremental", UriKind.Relative), content, cancellationToken);
        Check(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync(cancellationToken));
        while ((await http.GetFromJsonAsync<JsonElement>(taken.Headers.Location, cancellationToken)).GetProperty("state").GetString() != "completed")
            await Task.Delay(Look, cancellationToken);
    }

    private async Task UntilAsync(long mails, CancellationToken cancellationToken)
    {
        while (channel.Mails < mails)
            await Task.Delay(1, cancellationToken);
    }

    private async Task CallAsync(string campaign, string verb, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(new Uri($"{Account}/campaigns/{campaign}/{verb}", UriKind.Relative), null, cancellationToken);
        Check(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await http.PutAsJsonAsync(Account + path, body, cancellationToken);
        Check(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
