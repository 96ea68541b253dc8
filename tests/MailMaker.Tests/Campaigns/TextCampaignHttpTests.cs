using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Campaigns;

/// <summary>Text messages and rates through the whole app, from the definition to the outbox.</summary>
public sealed class TextCampaignHttpTests
{
    [Fact]
    public async Task Who_has_no_address_gets_a_text_message_that_leads_out_and_is_left_alone_after_it()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        await LaunchAsync(app, "spring", new { list = "news", template = "hello", channel = "emailThenSms", smsTemplate = "text" });
        await CompletedAsync(app, "spring");

        var outbox = Outbox(app, "spring");
        Assert.Equal(2, outbox.Count(f => f.EndsWith(".eml", StringComparison.Ordinal)));
        var text = await File.ReadAllLinesAsync(Assert.Single(outbox, f => f.EndsWith(".txt", StringComparison.Ordinal)));
        Assert.Equal(("From: Acme", "To: +393331234567"), (text[0], text[1]));
        Assert.StartsWith("Ciao Zoe", text[4], StringComparison.Ordinal);
        Assert.Equal((3, 0), (await CountAsync(app, "spring", "sent"), await CountAsync(app, "spring", "dropped")));

        var link = new Uri(string.Join('\n', text).Split(' ', '\n').Single(w => w.Contains("/u/", StringComparison.Ordinal)));
        using var left = await app.Http.PostAsync(link.PathAndQuery, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.True(left.IsSuccessStatusCode, left.StatusCode.ToString());
        await LaunchAsync(app, "summer", new { list = "news", channel = "sms", smsTemplate = "text" });
        await CompletedAsync(app, "summer");

        var counts = (await app.GetAsync("/api/accounts/acme/campaigns/summer")).GetProperty("counts");
        Assert.Equal((0, 1), (counts.GetProperty("sent").GetInt32(), counts.GetProperty("droppedByReason").GetProperty("unsubscribed").GetInt32()));
        Assert.Empty(Outbox(app, "summer"));
    }

    [Fact]
    public async Task A_preview_shows_segments_and_a_test_goes_to_numbers()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        await app.PutAsync("/api/accounts/acme/campaigns/spring", new { list = "news", channel = "sms", smsTemplate = "text" });

        var preview = await DoAsync(app, "spring", "preview", new { fields = new { firstName = "Ζωή" } });
        var test = await DoAsync(app, "spring", "test", new { numbers = new[] { "+39 333 7654321" }, fields = new { firstName = "Boss" } });
        using var mail = await app.Http.PostAsJsonAsync("/api/accounts/acme/campaigns/spring/test", new { addresses = new[] { "boss@acme.example" } });

        var sms = preview.GetProperty("sms");
        Assert.Equal(("ucs2", ""), (sms.GetProperty("encoding").GetString(), preview.GetProperty("subject").GetString()));
        Assert.StartsWith("Ciao Ζωή", sms.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.InRange(sms.GetProperty("segments").GetInt32(), 1, 6);
        Assert.True(test.GetProperty("results")[0].GetProperty("sent").GetBoolean());
        Assert.Contains("To: +393337654321", await File.ReadAllTextAsync(Assert.Single(Outbox(app, "_test"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, mail.StatusCode);
        Assert.Equal("/addresses", (await mail.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_preview_counts_the_units_and_segments_that_are_sent()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        await app.PutAsync("/api/accounts/acme/campaigns/spring", new { list = "news", channel = "sms", smsTemplate = "text" });
        var shown = (await DoAsync(app, "spring", "preview", new { contact = "3" })).GetProperty("sms");

        await DoAsync(app, "spring", "launch", null);
        await CompletedAsync(app, "spring");

        var sent = await File.ReadAllLinesAsync(Assert.Single(Outbox(app, "spring")));
        Assert.Equal($"Segments: {shown.GetProperty("segments")} (Gsm7, {shown.GetProperty("units")})", sent[2]);
    }

    [Fact]
    public async Task A_text_message_that_is_too_long_for_everybody_is_refused_before_the_launch()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        await app.PutAsync("/api/accounts/acme/templates/text", new { subject = "s", html = "<p>x</p>", sms = new string('a', 161), maxSegments = 1 });
        await app.PutAsync("/api/accounts/acme/campaigns/spring", new { list = "news", channel = "sms", smsTemplate = "text" });

        using var answer = await app.Http.PostAsJsonAsync("/api/accounts/acme/campaigns/spring/launch", new { });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        Assert.Equal("/smsTemplate", error.GetProperty("pointer").GetString());
        Assert.Contains("has 2 segments and may have 1", error.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/preheader", "email")]
    [InlineData("/sms", "sms")]
    public async Task A_file_of_an_account_that_has_no_place_for_files_is_refused_in_every_part(string pointer, string channel)
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        await app.PutAsync("/api/accounts/acme/templates/files", new { subject = "s", html = "<p>x</p>", preheader = "See {{asset \"a.png\"}}", sms = "See {{asset \"a.png\"}}" });
        await app.PutAsync("/api/accounts/acme/campaigns/spring", new { list = "news", template = "files", smsTemplate = "files", channel });

        using var answer = await app.Http.PostAsJsonAsync("/api/accounts/acme/campaigns/spring/launch", new { });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(pointer, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("us")]
    [InlineData("it")]
    public async Task A_preview_counts_the_bytes_that_are_handed_over(string regime)
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        await app.PutAsync("/api/accounts/acme/lists/news", new { title = "News", country = "IT", key = "fkey", regime, dataController = new { name = "Acme", postalAddress = "Via Roma 1", email = "p@acme.example" } });
        var html = "<body><p>Ciao {{firstName}} 가</p>" + string.Concat(Enumerable.Range(0, 15).Select(i => $"<a href='https://shop.example/{i}'>{i}</a>")) + "<a href='{{unsubscribeUrl}}'>x</a></body>";
        await app.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Ciao {{firstName}}", html });
        await app.PutAsync("/api/accounts/acme/campaigns/spring", new { list = "news", template = "hello" });
        var shown = (await DoAsync(app, "spring", "preview", new { contact = "1" })).GetProperty("bytes").GetInt32();

        await DoAsync(app, "spring", "launch", null);
        await CompletedAsync(app, "spring");

        var sent = Outbox(app, "spring").Select(File.ReadAllText).Single(m => m.Contains("ada@example.com", StringComparison.Ordinal));
        var returnPath = sent.StartsWith("Return-Path:", StringComparison.Ordinal) ? sent.IndexOf('\n', StringComparison.Ordinal) + 1 : 0;
        Assert.Equal(sent.Length - returnPath, shown);
    }

    [Fact]
    public async Task A_rate_of_the_definition_is_kept_to_and_the_rest_waits_for_it()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        await LaunchAsync(app, "slow", new { list = "news", template = "hello", rate = new { perMinute = 1 } });

        await Eventually.HoldsAsync(async () =>
        {
            var counts = (await app.GetAsync("/api/accounts/acme/campaigns/slow")).GetProperty("counts");
            return counts.GetProperty("sent").GetInt32() == 1 && counts.GetProperty("deferredByReason").TryGetProperty("rate", out var rate) && rate.GetInt32() == 1;
        });

        Assert.Single(Outbox(app, "slow"));
    }

    private static async Task<RunningApp> StartAsync(TemporaryFolder folder)
    {
        var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { senderAddress = "news@acme.example", smsSender = "Acme" });
        await app.PutAsync("/api/accounts/acme/lists/news", new { title = "News", country = "IT", key = "fkey", buckets = 2 });
        await app.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Ciao {{firstName}}", html = "<p>Ciao</p>" });
        await app.PutAsync("/api/accounts/acme/templates/text", new { sms = "Ciao {{firstName}}, sconti!" });
        await app.PutAsync("/api/accounts/acme/lists/news/contacts/1", new { email = "ada@example.com", firstName = "Ada", mobile = "+393331234568" });
        await app.PutAsync("/api/accounts/acme/lists/news/contacts/2", new { email = "bob@example.com", firstName = "Bob" });
        await app.PutAsync("/api/accounts/acme/lists/news/contacts/3", new { firstName = "Zoe", mobile = "+393331234567", smsConsent = "true" });
        return app;
    }

    private static async Task LaunchAsync(RunningApp app, string campaign, object body)
    {
        await app.PutAsync($"/api/accounts/acme/campaigns/{campaign}", body);
        await DoAsync(app, campaign, "launch", null);
    }

    private static async Task<JsonElement> DoAsync(RunningApp app, string campaign, string verb, object? body)
    {
        using var answer = await app.Http.PostAsJsonAsync($"/api/accounts/acme/campaigns/{campaign}/{verb}", body ?? new { });
        Assert.True(answer.IsSuccessStatusCode, $"{verb}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task CompletedAsync(RunningApp app, string campaign) => Eventually.HoldsAsync(async () =>
        (await app.GetAsync($"/api/accounts/acme/campaigns/{campaign}")).GetProperty("campaign").GetProperty("state").GetString() == "completed");

    private static async Task<int> CountAsync(RunningApp app, string campaign, string of) =>
        (await app.GetAsync($"/api/accounts/acme/campaigns/{campaign}")).GetProperty("counts").GetProperty(of).GetInt32();

    private static List<string> Outbox(RunningApp app, string campaign) =>
        [.. Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories).Where(f => f.Contains($"/outbox/acme/{campaign}/", StringComparison.Ordinal) && Path.GetExtension(f) is ".eml" or ".txt")];
}
