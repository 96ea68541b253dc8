using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MailMaker.Benchmarks.Pipeline;
using MailMaker.Commands;
using MailMaker.Delivery;
using MailMaker.Demo;
using MailMaker.Embedded.Storage;
using MailMaker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>The real program on a fresh folder, with every request of its tables and queues counted: a list is imported and three campaigns go out to the null channel.</summary>
internal sealed class CountedRun : IAsyncDisposable
{
    // As many contacts a bucket as a million have in the 64 buckets of a list: pages and transactions are as full.
    private const int ContactsPerBucket = 1_000_000 / 64;
    private const string Account = "/api/accounts/bench";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly string folder = Directory.CreateTempSubdirectory("mailmaker-scale-").FullName;
    private readonly Recorder recorder = new();
    private readonly HttpClient http = new();
    private readonly int contacts;
    private IHost? host;

    private CountedRun(int contacts) => this.contacts = contacts;

    /// <summary>Runs and counts.</summary>
    public static async Task<IReadOnlyList<CountedCampaign>> RunAsync(int contacts, CancellationToken cancellationToken)
    {
        await using var run = new CountedRun(contacts);
        await run.StartAsync(cancellationToken);
        await run.ImportAsync(cancellationToken);
        object[] caps = [new { max = 9, per = "day" }, new { max = 90, per = "month" }];
        var first = await run.SendAsync("first campaign of a list", "first", cancellationToken);
        var again = await run.SendAsync("later campaign", "again", cancellationToken);
        await run.PutAsync("", new { senderAddress = "news@shop.example.com", senderName = "The Shop", caps }, cancellationToken);
        var byAddress = await run.SendAsync("later campaign, account with caps by address", "capped", cancellationToken);
        return [first, again, byAddress];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (host is not null)
        {
            await host.StopAsync();
            host.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        EmbeddedHome.For(EmbeddedHome.ConnectionString(folder)).Fronts = new CountingFronts(recorder);
        var builder = MailMakerApp.CreateBuilder(["--data", folder, "--urls", "http://127.0.0.1:0"]);
        builder.UseMiddleware((context, next) => recorder.RunAsync(context.FunctionDefinition.Name, next));
        builder.Services.AddSingleton<IEmailChannel>(s => new NullChannel(s.GetRequiredService<TimeProvider>()));
        host = builder.Build();
        await host.StartAsync(cancellationToken);
        http.BaseAddress = new Uri(ServerAddresses.Of(host).First());
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keys.json"), cancellationToken));
        http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
        await PutAsync("", new { senderAddress = "news@shop.example.com", senderName = "The Shop" }, cancellationToken);
        var buckets = Math.Clamp(contacts / ContactsPerBucket, 1, 64);
        object[] caps = [new { max = 9, per = "day" }, new { max = 90, per = "month" }];
        await PutAsync("/lists/all", new { title = "All", key = "email", country = "IT", buckets, caps }, cancellationToken);
        await PutAsync("/templates/mail", new { subject = "{{firstName}}, news from {{city}}", html = BenchmarkMail.Html() }, cancellationToken);
    }

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "contacts.csv");
        DemoContacts.Write(file, contacts, dirty: false);
        using var content = new StringContent(await File.ReadAllTextAsync(file, cancellationToken), Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync(new Uri(Account + "/lists/all/imports?mode=incremental", UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString();
        await UntilAsync($"{Account}/imports/{id}", import => import, cancellationToken);
    }

    private async Task<CountedCampaign> SendAsync(string title, string name, CancellationToken cancellationToken)
    {
        await PutAsync("/campaigns/" + name, new { list = "all", template = "mail" }, cancellationToken);
        recorder.Take();
        using (var launch = await http.PostAsync(new Uri($"{Account}/campaigns/{name}/launch", UriKind.Relative), null, cancellationToken))
            launch.EnsureSuccessStatusCode();
        var status = await UntilAsync($"{Account}/campaigns/{name}", s => s.GetProperty("campaign"), cancellationToken);
        var sent = status.GetProperty("counts").GetProperty("sent").GetInt32();
        if (sent != contacts)
            throw new InvalidOperationException($"The campaign went to {sent} of {contacts}: {status.GetRawText()}");
        // What this client asked to see when it is over is not the campaign's.
        return new CountedCampaign(title, contacts, [.. recorder.Take().Where(i => !i.Function.Contains("Get", StringComparison.Ordinal))]);
    }

    private async Task<JsonElement> UntilAsync(string path, Func<JsonElement, JsonElement> of, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Look, cancellationToken);
            var status = await http.GetFromJsonAsync<JsonElement>(path, cancellationToken);
            var state = of(status).GetProperty("state").GetString();
            if (state == "completed")
                return status;
            if (state is "failed" or "refused" or "cancelled")
                throw new InvalidOperationException(status.GetRawText());
        }
    }

    private async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await http.PutAsJsonAsync(Account + path, body, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken));
    }
}
