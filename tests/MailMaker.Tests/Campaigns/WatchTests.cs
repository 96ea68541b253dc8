using System.Net;
using System.Text.Json;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

public sealed class WatchTests
{
    private const string Path = "/api/accounts/acme/campaigns/spring";
    private const int People = 300;

    [Fact]
    public async Task Whoever_watches_a_campaign_with_faults_sees_sums_that_equal_the_audience_until_the_end()
    {
        using var folder = new TemporaryFolder();
        var channel = new RecordingChannel { Answer = Faulty, Before = _ => Task.Delay(5) };
        await using var app = await StartAsync(folder, channel);

        var watching = WatchAsync(app.Http, "");
        await PostAsync(app, "launch");
        var polled = new List<JsonElement>();
        await Eventually.HoldsAsync(async () =>
        {
            polled.Add(await app.GetAsync(Path));
            return polled[^1].GetProperty("campaign").GetProperty("state").GetString() == "sending" && Count(polled[^1], "pending") == 0;
        });
        await PostAsync(app, "cancel");
        var seen = await watching;

        Assert.Equal("end", seen[^1].Event);
        Assert.All(seen.Select(s => s.Status).Concat(polled), AssertSums);
        var last = seen[^1].Status;
        Assert.Equal((People, 0, 0), (Count(last, "audience"), Count(last, "pending"), Count(last, "deferred")));
        Assert.Equal(channel.Handed.Count, Count(last, "sent"));
        Assert.Equal(1, last.GetProperty("progress").GetProperty("shareDone").GetDouble());
        Assert.Contains(polled, p => Count(p, "deferred") > 0 && p.GetProperty("progress").TryGetProperty("deferredUntil", out var until) && until.GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.Equal(seen.Count, seen.Select(s => s.Id).Distinct().Count());
    }

    [Fact]
    public async Task Who_comes_back_is_told_nothing_twice_and_after_the_end_not_to_come_again()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder, new RecordingChannel());
        await PostAsync(app, "launch");
        var end = (await WatchAsync(app.Http, ""))[^1];

        using var again = await AskAsync(app.Http, end.Id);
        var other = await WatchAsync(app.Http, "0123456789abcdef");

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal(end.Id, Assert.Single(other).Id);
        using var none = await app.Http.GetAsync(Path + "-none/events");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var nobody = new HttpClient { BaseAddress = app.Http.BaseAddress };
        using var refused = await nobody.GetAsync(Path + "/events");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_watcher_who_goes_and_a_host_that_stops_end_the_stream()
    {
        using var folder = new TemporaryFolder();
        Task<List<Seen>> left;
        using var own = new HttpClient();
        await using (var app = await StartAsync(folder, new RecordingChannel()))
        {
            using (var gone = new CancellationTokenSource())
            {
                var watching = WatchAsync(app.Http, "", cancellationToken: gone.Token);
                await gone.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
            }

            own.BaseAddress = app.Http.BaseAddress;
            own.DefaultRequestHeaders.Add("x-functions-key", app.Http.DefaultRequestHeaders.GetValues("x-functions-key"));
            var first = new TaskCompletionSource();
            left = WatchAsync(own, "", onSeen: () => first.TrySetResult());
            await first.Task.WaitAsync(TimeSpan.FromMinutes(2));
            // Stops with a stream open, and must not wait for the 200 seconds of one.
        }

        Assert.Single(await left.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    private static HandOver Faulty(OutboundMail mail) => (mail.ToAddress.Sum(c => c) % 4) switch
    {
        0 => new HandOver.TemporaryFailure("4.2.0"),
        1 => new HandOver.PermanentFailure("5.1.1"),
        _ => new HandOver.Accepted(""),
    };

    private static async Task<RunningApp> StartAsync(TemporaryFolder folder, RecordingChannel channel)
    {
        var app = await RunningApp.StartAsync(folder.Path, builder => builder.Services.AddSingleton<IEmailChannel>(channel));
        await app.PutAsync("/api/accounts/acme", new { title = "Acme", senderAddress = "news@acme.example" });
        await app.PutAsync("/api/accounts/acme/lists/news", SignUp.SignUpStage.List());
        var items = Enumerable.Range(0, People).Select(i => new { op = "put", key = $"{(char)('a' + (i % 26))}{i}@example.com", fields = new { email = $"{(char)('a' + (i % 26))}{i}@example.com" } });
        using var batch = await app.Http.PostAsync("/api/accounts/acme/lists/news/batch", new StringContent(JsonSerializer.Serialize(new { contacts = items }), null, "application/json"));
        Assert.True(batch.IsSuccessStatusCode, await batch.Content.ReadAsStringAsync());
        await app.PutAsync("/api/accounts/acme/templates/t", new { subject = "Hello", text = "Hi. {{unsubscribeUrl}}" });
        await app.PutAsync(Path, new { list = "news", template = "t" });
        return app;
    }

    private static async Task PostAsync(RunningApp app, string action)
    {
        using var answer = await app.Http.PostAsync($"{Path}/{action}", null);
        Assert.True(answer.IsSuccessStatusCode, $"{action}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static void AssertSums(JsonElement status)
    {
        var counts = status.GetProperty("counts");
        Assert.Equal(Count(status, "audience"), new[] { "pending", "deferred", "sent", "dropped" }.Sum(c => Count(status, c)));
        Assert.Equal(Count(status, "dropped"), counts.GetProperty("droppedByReason").EnumerateObject().Sum(r => r.Value.GetInt32()));
        Assert.Equal(Count(status, "deferred"), counts.GetProperty("deferredByReason").EnumerateObject().Sum(r => r.Value.GetInt32()));
    }

    private static int Count(JsonElement status, string name) => status.GetProperty("counts").GetProperty(name).GetInt32();

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string known, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Path + "/events");
        if (known.Length > 0)
            request.Headers.Add("Last-Event-ID", known);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<List<Seen>> WatchAsync(HttpClient client, string known, Action? onSeen = null, CancellationToken cancellationToken = default)
    {
        using var answer = await AskAsync(client, known, cancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var (seen, id, name) = (new List<Seen>(), "", "");
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                seen.Add(new Seen(id, name, JsonDocument.Parse(line[6..]).RootElement));
                onSeen?.Invoke();
            }
        }

        return seen;
    }

    private sealed record Seen(string Id, string Event, JsonElement Status);
}
