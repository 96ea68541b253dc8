using System.Collections.Concurrent;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>What is done with a campaign before it goes out: preview, test, approval.</summary>
public sealed class TrialTests
{
    [Fact]
    public async Task A_preview_shows_a_contact_its_mail_with_what_is_missing_and_sends_nothing()
    {
        await using var stage = await LifeStage.WithAsync(3);
        await stage.DefineAsync("spring");

        var ofContact = await stage.DoAsync("spring", "preview", new { contact = "PERSON1@example.com" });
        var ofFields = await stage.DoAsync("spring", "preview", new { fields = new { firstName = "Ada <b>", shoeSize = "38" } });

        Assert.Equal("Hello P1", ofContact.GetProperty("subject").GetString());
        Assert.Equal(["shoeSize"], ofContact.GetProperty("missingFields").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains("Ada &lt;b&gt;, size 38", ofFields.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, ofFields.GetProperty("missingFields").GetArrayLength());
        Assert.InRange(ofFields.GetProperty("bytes").GetInt32(), 300, 20_000);
        Assert.Empty(stage.Channel.Handed);
        Assert.Equal(0, await stage.CountAsync("spring", "audience"));
    }

    [Theory]
    [InlineData("""{"contact":"nobody@example.com"}""", "/contact")]
    [InlineData("""{"list":"others"}""", "/list")]
    [InlineData("""{"fields":["x"]}""", "/fields")]
    [InlineData("""{"contact":"person1@example.com","fields":{}}""", "/fields")]
    [InlineData("""{"contacts":"x"}""", "/contacts")]
    [InlineData("""{"fields":{"firstName":"Ada","shoe/size":38}}""", "/fields/shoe~1size")]
    [InlineData("""{"fields":null}""", "/fields")]
    public async Task A_preview_that_is_asked_wrongly_is_refused_with_the_place(string body, string pointer)
    {
        await using var stage = await LifeStage.WithAsync(2);
        await stage.DefineAsync("spring");

        var (status, answer) = await stage.CallAsync("spring", "preview", System.Text.Json.JsonDocument.Parse(body).RootElement);

        Assert.Equal((400, pointer), (status, answer.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_test_goes_to_the_named_addresses_alone_and_counts_nowhere()
    {
        await using var stage = await LifeStage.WithAsync(3);
        await stage.App.PutAsync("/api/accounts/acme/lists/news", new { title = "News", country = "IT", buckets = 4, fields = new[] { new { name = "shoeSize" } }, caps = new[] { new { max = 1, per = "day" } } });
        await stage.DefineAsync("spring");

        var answer = await stage.DoAsync("spring", "test", new { addresses = new[] { "boss@acme.example", "Person1@example.com" }, contact = "person1@example.com" });

        Assert.All(answer.GetProperty("results").EnumerateArray(), r => Assert.True(r.GetProperty("sent").GetBoolean()));
        Assert.Equal(["boss@acme.example", "person1@example.com"], stage.Channel.Handed.Select(h => h.Address));
        Assert.All(stage.Channel.Handed, h => Assert.Equal("_test", h.Campaign));
        Assert.Equal(0, await stage.CountAsync("spring", "audience"));
        // The cap of one a day is untouched: everybody gets the campaign itself.
        await stage.DoAsync("spring", "launch");
        await stage.UntilAsync("spring", "completed");
        Assert.Equal(3, await stage.CountAsync("spring", "sent"));
    }

    [Fact]
    public async Task A_test_says_that_it_is_one_and_has_no_link_that_takes_a_recipient_off_the_list()
    {
        await using var stage = await LifeStage.WithAsync(1);
        await stage.App.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Hello", html = "<a href=\"{{unsubscribeUrl}}\">Leave</a>" });
        await stage.DefineAsync("spring");
        var seen = new List<MailMaker.Core.Delivery.OutboundMail>();
        stage.Channel.Before = mail =>
        {
            seen.Add(mail);
            return Task.CompletedTask;
        };

        await stage.DoAsync("spring", "test", new { addresses = new[] { "boss@acme.example" }, contact = "person0@example.com" });

        Assert.Equal(("[Test] Hello", "spring"), (seen[0].Subject, seen[0].Headers.Single(h => h.Key == "X-MailMaker-Test").Value));
        Assert.Contains("/u/sample", seen[0].Html.ToString(), StringComparison.Ordinal);
        Assert.Same(stage.Channel, stage.App.Services.GetRequiredService<IEmailChannel>());
    }

    [Fact]
    public async Task A_mail_whose_author_left_the_way_out_out_shows_it_in_preview_test_and_campaign()
    {
        await using var stage = await LifeStage.WithAsync(1);
        await stage.DefineAsync("spring");
        var seen = new ConcurrentQueue<string>();
        stage.Channel.Before = mail =>
        {
            seen.Enqueue(mail.Html.ToString());
            seen.Enqueue(mail.Text.ToString());
            return Task.CompletedTask;
        };

        var preview = await stage.DoAsync("spring", "preview", new { fields = new { language = "en" } });
        await stage.DoAsync("spring", "test", new { addresses = new[] { "boss@acme.example" } });
        await stage.DoAsync("spring", "launch");
        await stage.UntilAsync("spring", "completed");

        Assert.Matches("/u/sample[^\"]*\">Unsubscribe</a></p>$", preview.GetProperty("html").GetString());
        Assert.Matches("Unsubscribe <http[^>]+/u/sample[^>]*>", preview.GetProperty("text").GetString());
        Assert.Equal(4, seen.Count);
        // The list's country is Italy.
        Assert.All(seen, part => Assert.Matches("/u/[^\" >]+(\">Cancella l.{1,6}iscrizione</a></p>|>)", part));
    }

    [Fact]
    public async Task A_test_to_nobody_to_too_many_or_to_a_suppressed_address_is_refused()
    {
        await using var stage = await LifeStage.WithAsync(1);
        await stage.DefineAsync("spring");
        await stage.App.PutAsync("/api/accounts/acme/suppressions/gone@acme.example", new { });

        foreach (var (addresses, pointer) in new[]
                 {
                     (Array.Empty<string>(), "/addresses"),
                     ([.. Enumerable.Range(0, 11).Select(i => $"p{i}@acme.example")], "/addresses"),
                     (["boss@acme.example", "no address"], "/addresses/1"),
                     (["boss@acme.example", "gone@acme.example"], "/addresses/1"),
                     (["boss@acme.example", "boss@acme.example", "gone@acme.example"], "/addresses/2"),
                 })
        {
            var (status, answer) = await stage.CallAsync("spring", "test", new { addresses });
            Assert.Equal((400, pointer), (status, answer.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        }

        Assert.Empty(stage.Channel.Handed);
    }

    [Theory]
    [InlineData("{{#if nickName}}{{nickName}}{{/if}}{{default city \"there\"}}", "nickName city")]
    [InlineData("{{firstName}} {{contact.firstName}} {{list.title}} {{unsubscribeUrl}}", "")]
    public async Task What_a_helper_or_a_block_asks_for_is_missing_too(string html, string missing)
    {
        await using var stage = await LifeStage.WithAsync(1);
        await stage.App.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Hello", html = $"<p>{html}</p>" });
        await stage.DefineAsync("spring", new { list = "news", template = "hello", strict = false });

        var shown = await stage.DoAsync("spring", "preview", new { contact = "person0@example.com" });

        Assert.Equal(missing, string.Join(' ', shown.GetProperty("missingFields").EnumerateArray().Select(f => f.GetString())));
    }

    [Fact]
    public async Task A_test_says_what_the_channel_said_whatever_it_was()
    {
        await using var stage = await LifeStage.WithAsync(1);
        await stage.DefineAsync("spring");
        foreach (var (said, code) in new (HandOver, string)[]
                 {
                     (new HandOver.TemporaryFailure("4.2.0"), "4.2.0"), (new HandOver.PermanentFailure("5.1.1"), "5.1.1"), (new HandOver.Unknown("4.4.1"), "4.4.1"), (HandOver.NotOffered.Instance, "4.3.2"),
                 })
        {
            stage.Channel.Answer = _ => said;
            var result = (await stage.DoAsync("spring", "test", new { addresses = new[] { "boss@acme.example" } })).GetProperty("results")[0];
            Assert.Equal((false, code), (result.GetProperty("sent").GetBoolean(), result.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Where_approval_is_asked_for_a_second_person_gives_it_before_the_launch()
    {
        await using var stage = await LifeStage.WithAsync(2, new { senderAddress = "news@acme.example", approval = new { required = true } });
        var body = new { list = "news", template = "hello" };
        await stage.WriteAsync("spring", body, "Ada");

        Assert.Contains("approve", await RefusalAsync(stage, "launch", null, "Ada"), StringComparison.Ordinal);
        Assert.Contains("second person", await RefusalAsync(stage, "approve", new { user = " ada " }), StringComparison.Ordinal);
        Assert.Contains("Say who", await RefusalAsync(stage, "approve"), StringComparison.Ordinal);
        Assert.Equal("Bob", (await stage.DoAsync("spring", "approve", new { user = "Bob" })).GetProperty("approval").GetProperty("by").GetString());
        Assert.Contains("can't launch", await RefusalAsync(stage, "launch", null, "bob"), StringComparison.Ordinal);
        Assert.Contains("who launches", await RefusalAsync(stage, "launch"), StringComparison.Ordinal);

        // An edit, and a change of the template, need a new one.
        await stage.WriteAsync("spring", body, "Ada");
        Assert.Contains("approve", await RefusalAsync(stage, "launch", null, "Ada"), StringComparison.Ordinal);
        await stage.DoAsync("spring", "approve", null, "Bob");
        await stage.App.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Other", html = "<p>Other</p>" });
        Assert.Contains("changed after the approval", await RefusalAsync(stage, "launch", null, "Ada"), StringComparison.Ordinal);
        await stage.DoAsync("spring", "approve", null, "Bob");

        Assert.Equal("Ada", (await stage.DoAsync("spring", "launch", null, "Ada")).GetProperty("launchedBy").GetString());
        await stage.UntilAsync("spring", "completed");
    }

    private static async Task<string> RefusalAsync(LifeStage stage, string verb, object? body = null, string user = "")
    {
        var (status, answer) = await stage.CallAsync("spring", verb, body, user);
        Assert.True(status is 400 or 409, $"{verb}: {status}");
        return answer.GetProperty("detail").GetString()!;
    }
}
