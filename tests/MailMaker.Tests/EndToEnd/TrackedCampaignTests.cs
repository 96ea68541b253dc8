using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailMaker.Tests.Delivery;
using MailMaker.Tests.SignUp;
using MailMaker.Tests.Support;
using MailMaker.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.EndToEnd;

/// <summary>A campaign through the real doors: what its mails say is read by foreign parsers, their links are followed, and the campaign knows of it.</summary>
public sealed partial class TrackedCampaignTests
{
    private const string Public = "https://mail.acme.example";
    private const string Spring = "https://shop.example/spring?a=1&b=%20x#top";
    private const string Map = "https://maps.example/forl%C3%AC";

    private static readonly object Template = new
    {
        subject = "{{default firstName \"Friend\"}}: {{number points}} {{plural points \"point\" \"points\"}}",
        preheader = "Only until {{date until lang=\"it\"}} & not longer",
        html = "<html><body><p>Dear {{firstName}}, <a href=\"https://shop.example/spring?a=1&amp;b=%20x#top\">the <b>spring</b> offers</a> until {{date until \"full\" lang=\"ko\"}}.</p>"
            + "<img src=\"spring/hero.png\"> <a href='https://maps.example/forlì'>come and see</a> <a href=\"mailto:shop@acme.example\">write</a> "
            + "<a href=\"https://shop.example/raw\" data-untracked>raw</a> <a href=\"https://shop.example/{{urlEncode firstName}}\">yours</a> "
            + "<a href=\"{{unsubscribeUrl}}\">leave</a></body></html>",
    };

    [Fact]
    public async Task A_link_of_a_mail_leads_where_the_campaign_says_and_is_counted()
    {
        using var folder = new TemporaryFolder();
        var clock = new ShiftedClock();
        await using var app = await StartAsync(folder.Path, "eu", clock: clock);
        await SendAsync(app, new { list = "news", template = "spring" });
        var mail = (await ReadAsync(folder.Path)).First(m => m.To.Address == "ada@example.com");

        var tracked = Tracked().Matches(mail.Html).Select(m => m.Value).ToList();
        Assert.Equal(["0", "1"], tracked.Select(l => l[(l.LastIndexOf('/') + 1)..]));
        using var visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Http.BaseAddress };
        visitor.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0");
        foreach (var (link, target) in new[] { (tracked[0], Spring), (tracked[1], Map), (tracked[0] + "?to=https://evil.example", Spring) })
        {
            // Who clicks in the first seconds, or on everything in one, is a scanner.
            clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(target, await LeadsToAsync(visitor, link));
        }

        Assert.Null(await LeadsToAsync(visitor, tracked[0][..^1] + "2"));

        await app.Services.GetRequiredService<EventRecorder>().FlushAsync(default);
        var links = (await app.GetAsync("/api/accounts/acme/campaigns/first/links")).GetProperty("links");
        Assert.Equal([(Spring, 2), (Map, 1)], links.EnumerateArray().Select(l => (l.GetProperty("target").GetString()!, Seen(l))));
    }

    [Fact]
    public async Task Three_parsers_read_the_same_words_links_and_preheader()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder.Path, "eu");
        await SendAsync(app, new { list = "news", template = "spring" });
        var seen = (await ReadAsync(folder.Path)).Where(m => m.To.Address == "ada@example.com").ToList();

        Assert.True(seen.Count >= 2);
        Assert.All(seen, mail =>
        {
            Assert.Equal("Ada: 1.200 points", mail.Subject);
            Assert.Matches("^<html><body><div style=\"display:none[^>]+>Only until 31 marzo 2026 &amp; not longer&#847;", mail.Html);
            Assert.Contains("<p>Dear Ada, <a href=\"https://mail.acme.example/c/", mail.Html, StringComparison.Ordinal);
            Assert.Contains(">the <b>spring</b> offers</a> until 2026년 3월 31일 화요일.</p>", mail.Html, StringComparison.Ordinal);
            Assert.Contains("<img src=\"https://static.acme.example/spring/hero.png\">", mail.Html, StringComparison.Ordinal);
            Assert.Contains("<a href=\"mailto:shop@acme.example\">", mail.Html, StringComparison.Ordinal);
            Assert.Contains("<a href=\"https://shop.example/raw\" data-untracked>", mail.Html, StringComparison.Ordinal);
            Assert.Contains("<a href=\"https://shop.example/Ada\">", mail.Html, StringComparison.Ordinal);
            Assert.Contains("<a href=\"https://mail.acme.example/u/", mail.Html, StringComparison.Ordinal);
            // The text says the links of the HTML under the same numbers.
            Assert.Equal(Tracked().Matches(mail.Html).Select(m => m.Value), Tracked().Matches(mail.Text).Select(m => m.Value));
            Assert.DoesNotContain("Only until", mail.Text, StringComparison.Ordinal);
        });
        Assert.Single(seen.Select(m => m.Html.ReplaceLineEndings("\n").TrimEnd()).Distinct());
    }

    [Theory]
    [InlineData("eu", null, false)]
    [InlineData("eu", "true", true)]
    [InlineData("us", null, true)]
    [InlineData("us", "false", false)]
    public async Task A_pixel_stands_only_where_law_or_contact_allow_it(string regime, string? consent, bool hasPixel)
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder.Path, regime, consent);
        await SendAsync(app, new { list = "news", template = "spring" });
        var mail = (await ReadAsync(folder.Path)).First(m => m.To.Address == "ada@example.com");

        var pixel = Pixel().Match(mail.Html);
        Assert.Equal(hasPixel, pixel.Success);
        if (!hasPixel)
            return;
        using var answer = await app.Http.GetAsync(new Uri(pixel.Groups[1].Value).PathAndQuery);
        Assert.Equal("image/gif", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_campaign_that_follows_nothing_writes_the_links_as_they_are()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder.Path, "us");
        await SendAsync(app, new { list = "news", template = "spring", tracking = new { opens = false, clicks = false } });
        var mail = (await ReadAsync(folder.Path)).First(m => m.To.Address == "ada@example.com");

        Assert.Contains("<a href=\"https://shop.example/spring?a=1&amp;b=%20x#top\">", mail.Html, StringComparison.Ordinal);
        Assert.Empty(Tracked().Matches(mail.Html));
        Assert.DoesNotMatch(Pixel(), mail.Html);
        Assert.Empty((await app.GetAsync("/api/accounts/acme/campaigns/first/links")).GetProperty("links").EnumerateArray());
    }

    [Fact]
    public async Task A_field_that_no_list_has_is_told_before_the_launch()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder.Path, "eu");
        await app.PutAsync("/api/accounts/acme/templates/spring", new { subject = "Hello", text = "Dear {{firstName}},\nyour {{points}} and {{punti}}. {{unsubscribeUrl}}" });
        await app.PutAsync("/api/accounts/acme/campaigns/first", new { list = "news", template = "spring" });

        using var launch = await app.Http.PostAsync("/api/accounts/acme/campaigns/first/launch", null);
        var fault = JsonDocument.Parse(await launch.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0];
        Assert.Equal("/text", fault.GetProperty("pointer").GetString());
        Assert.Contains("line 2, column 23", fault.GetProperty("detail").GetString()!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("'punti'", fault.GetProperty("detail").GetString()!, StringComparison.Ordinal);

        await SendAsync(app, new { list = "news", template = "spring", strict = false });
        Assert.NotEmpty(await ReadAsync(folder.Path));
    }

    private static async Task<RunningApp> StartAsync(string folder, string regime, string? trackingConsent = null, TimeProvider? clock = null)
    {
        var app = await RunningApp.StartAsync(folder, builder =>
        {
            builder.Configuration["PublicAddress"] = Public;
            builder.Services.AddSingleton(clock ?? TimeProvider.System);
        });
        await app.PutAsync("/api/accounts/acme", new { title = "Acme", senderAddress = "news@acme.example", senderName = "Acme", assetsUrl = "https://static.acme.example" });
        await app.PutAsync("/api/accounts/acme/lists/news", new
        {
            title = "News", regime, buckets = 2, timeZone = "Europe/Rome", fields = new[] { new { name = "points" }, new { name = "until" } },
            dataController = new { name = "Acme srl", postalAddress = "Via Roma 1, 47121 Forlì", email = "privacy@acme.example" },
        });
        await app.PutAsync("/api/accounts/acme/templates/spring", Template);
        var fields = new Dictionary<string, string> { ["email"] = "ada@example.com", ["firstName"] = "Ada", ["points"] = "1200", ["until"] = "2026-03-31" };
        if (trackingConsent is not null)
            fields["trackingConsent"] = trackingConsent;
        await app.PutAsync("/api/accounts/acme/lists/news/contacts/ada@example.com", fields);
        return app;
    }

    private static async Task SendAsync(RunningApp app, object definition)
    {
        await app.PutAsync("/api/accounts/acme/campaigns/first", definition);
        using var launch = await app.Http.PostAsync("/api/accounts/acme/campaigns/first/launch", null);
        Assert.True(launch.StatusCode == HttpStatusCode.Accepted, await launch.Content.ReadAsStringAsync());
        await Eventually.HoldsAsync(async () =>
            (await app.GetAsync("/api/accounts/acme/campaigns/first")).GetProperty("campaign").GetProperty("state").GetString() == "completed");
    }

    private static async Task<IReadOnlyList<SeenMail>> ReadAsync(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(folder, "outbox", "acme", "first"), "*.eml", SearchOption.AllDirectories);
        return [.. await ForeignParsers.NodeAsync(files), .. await ForeignParsers.PythonAsync(files)];
    }

    // Null when the door knows no such link.
    private static async Task<string?> LeadsToAsync(HttpClient visitor, string link)
    {
        using var answer = await visitor.GetAsync(link[Public.Length..]);
        Assert.Equal(answer.Headers.Location is null ? HttpStatusCode.NotFound : HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location?.OriginalString;
    }

    private static int Seen(JsonElement link) => link.GetProperty("clicks").GetProperty("persons").GetInt32();

    [GeneratedRegex(@"https://mail\.acme\.example/c/[^/""<>\s]+/\d+")]
    private static partial Regex Tracked();

    [GeneratedRegex(@"<img src=""(https://mail\.acme\.example/o/[^""]+\.gif)"" alt="""" width=""1""")]
    private static partial Regex Pixel();
}
