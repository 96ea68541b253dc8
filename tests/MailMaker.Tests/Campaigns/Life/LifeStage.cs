using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Delivery;
using MailMaker.Delivery.Sms;
using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;
using MailMaker.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>The whole app with a list of contacts, a template, and a channel that a test can hold.</summary>
internal sealed class LifeStage : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly TemporaryFolder folder = new();

    private readonly FakeClock? clock;

    private LifeStage(RecordingChannel channel, FakeClock? clock) => (Channel, this.clock) = (channel, clock);

    public RunningApp App { get; private set; } = null!;

    public RecordingChannel Channel { get; }

    public RecordingSmsChannel Sms { get; } = new();

    public DurableTaskClient Orchestrations => EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).Service(h => new DurableEngine(h, new DurableOptions())).Client;

    /// <summary>Starts it; on a clock of the test's own time goes on in small steps while the test waits, else it is the machine's.</summary>
    public static async Task<LifeStage> WithAsync(int contacts, object? account = null, FakeClock? clock = null)
    {
        var stage = new LifeStage(new RecordingChannel(), clock);
        await stage.StartAsync();
        await stage.App.PutAsync("/api/accounts/acme", account ?? new { senderAddress = "news@acme.example", senderName = "Acme" });
        await stage.App.PutAsync("/api/accounts/acme/lists/news", new { title = "News", country = "IT", buckets = 4, fields = new[] { new { name = "shoeSize" } } });
        await stage.App.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Hello {{firstName}}", html = "<p>Hello {{firstName}}, size {{shoeSize}}</p>" });
        foreach (var chunk in Enumerable.Range(0, contacts).Chunk(1000))
        {
            var items = chunk.Select(i => new { op = "merge", key = $"person{i}@example.com", fields = new { firstName = $"P{i}" } });
            using var answer = await stage.App.Http.PostAsJsonAsync("/api/accounts/acme/lists/news/batch", new { contacts = items });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        return stage;
    }

    public async Task RestartAsync()
    {
        await App.DisposeAsync();
        await StartAsync();
    }

    public Task DefineAsync(string campaign, object body) => App.PutAsync($"/api/accounts/acme/campaigns/{campaign}", body);

    public Task DefineAsync(string campaign) => DefineAsync(campaign, new { list = "news", template = "hello" });

    /// <summary>A call of one of the campaign's doors.</summary>
    public async Task<(int Status, JsonElement Body)> CallAsync(string campaign, string verb, object? body = null, string user = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/accounts/acme/campaigns/{campaign}/{verb}") { Content = body is null ? null : JsonContent.Create(body) };
        return await SendAsync(request, user);
    }

    /// <summary>A write of the campaign by a person.</summary>
    public async Task<(int Status, JsonElement Body)> WriteAsync(string campaign, object body, string user = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/accounts/acme/campaigns/{campaign}") { Content = JsonContent.Create(body) };
        return await SendAsync(request, user);
    }

    /// <summary>A call that must be taken.</summary>
    public async Task<JsonElement> DoAsync(string campaign, string verb, object? body = null, string user = "")
    {
        var (status, answer) = await CallAsync(campaign, verb, body, user);
        Assert.True(status is StatusCodes.Status202Accepted or StatusCodes.Status200OK, $"{verb}: {status} {answer}");
        return answer;
    }

    public Task<JsonElement> StatusAsync(string campaign) => App.GetAsync($"/api/accounts/acme/campaigns/{campaign}");

    public async Task<string> StateAsync(string campaign) => (await StatusAsync(campaign)).GetProperty("campaign").GetProperty("state").GetString()!;

    public async Task<int> CountAsync(string campaign, string of) => (await StatusAsync(campaign)).GetProperty("counts").GetProperty(of).GetInt32();

    public Task UntilAsync(string campaign, string state) => UntilAsync(async () => await StateAsync(campaign) == state);

    public Task UntilAsync(Func<Task<bool>> condition) => Eventually.HoldsAsync(() =>
    {
        clock?.Advance(Step);
        return condition();
    });

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        folder.Dispose();
    }

    private async Task<(int Status, JsonElement Body)> SendAsync(HttpRequestMessage request, string user)
    {
        if (user.Length > 0)
            request.Headers.Add("x-mailmaker-user", user);
        using var answer = await App.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task StartAsync() => App = await RunningApp.StartAsync(
        folder.Path, b => b.Services.AddSingleton<IEmailChannel>(Channel).AddSingleton<ISmsChannel>(Sms).AddSingleton(clock ?? TimeProvider.System));
}
