using System.Net.Http.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Crash;

/// <summary>The program is killed around a schedule, a pause and a resume: the campaign goes out once, held while it is held.</summary>
public sealed class CampaignKillTests
{
    private const string Campaign = "/api/accounts/acme/campaigns/spring";
    private const int Contacts = 2_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_while_scheduled_paused_and_resumed_everybody_gets_one_mail(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        using (var serve = await ServeProcess.StartAsync(folder.Path))
        {
            await DefineAsync(serve);
            await ScheduleAsync(serve);
        }

        using (var serve = await ServeProcess.StartAsync(folder.Path))
        {
            await UntilAsync(serve, "planning", "sending", "completed");
            await CallAsync(serve, "pause", mayBeOver: true);
        }

        int held;
        using (var serve = await ServeProcess.StartAsync(folder.Path))
        {
            await Task.Delay(1_500);
            held = Mails(folder.Path);
            await Task.Delay(random.Next(20, 700));
            Assert.Equal(held, Mails(folder.Path));
            await CallAsync(serve, "resume", mayBeOver: true);
        }

        using (var serve = await ServeProcess.StartAsync(folder.Path))
            await Task.Delay(random.Next(20, 700));
        using (var serve = await ServeProcess.StartAsync(folder.Path))
        {
            await UntilAsync(serve, "completed");
            Assert.Equal(Contacts, (await serve.GetAsync(Campaign)).GetProperty("counts").GetProperty("sent").GetInt32());
        }

        Assert.Equal(Contacts, Mails(folder.Path));
    }

    private static async Task DefineAsync(ServeProcess serve)
    {
        await PutAsync(serve, "/api/accounts/acme", new { senderAddress = "news@acme.example" });
        await PutAsync(serve, "/api/accounts/acme/lists/news", new { buckets = 8 });
        await PutAsync(serve, "/api/accounts/acme/templates/hello", new { subject = "Hello", text = "Hello." });
        foreach (var chunk in Enumerable.Range(0, Contacts).Chunk(1000))
        {
            var items = chunk.Select(i => new { op = "merge", key = $"person{i}@example.com", fields = new { firstName = "A" } });
            using var answer = await serve.Http.PostAsJsonAsync("/api/accounts/acme/lists/news/batch", new { contacts = items });
            answer.EnsureSuccessStatusCode();
        }
    }

    // On a machine that stands still the moment has passed when the launch comes: then it is written anew.
    private static async Task ScheduleAsync(ServeProcess serve)
    {
        for (var attempt = 1; ; attempt++)
        {
            await PutAsync(serve, Campaign, new { list = "news", template = "hello", schedule = new { at = DateTimeOffset.UtcNow.AddSeconds(3).ToString("o") } });
            using var answer = await serve.Http.PostAsync(new Uri($"{Campaign}/launch", UriKind.Relative), null);
            if (answer.IsSuccessStatusCode)
                return;
            Assert.True(attempt < 10, await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task PutAsync(ServeProcess serve, string path, object body)
    {
        using var answer = await serve.Http.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task CallAsync(ServeProcess serve, string verb, bool mayBeOver = false)
    {
        using var answer = await serve.Http.PostAsync(new Uri($"{Campaign}/{verb}", UriKind.Relative), null);
        Assert.True(answer.IsSuccessStatusCode || (mayBeOver && (int)answer.StatusCode == 409), await answer.Content.ReadAsStringAsync());
    }

    private static Task UntilAsync(ServeProcess serve, params string[] states) => Eventually.HoldsAsync(
        async () => Array.IndexOf(states, (await serve.GetAsync(Campaign)).GetProperty("campaign").GetProperty("state").GetString()) >= 0);

    private static int Mails(string folder) =>
        Directory.Exists(Path.Combine(folder, "outbox", "acme", "spring")) ? Directory.EnumerateFiles(Path.Combine(folder, "outbox", "acme", "spring"), "*.eml", SearchOption.AllDirectories).Count() : 0;
}
