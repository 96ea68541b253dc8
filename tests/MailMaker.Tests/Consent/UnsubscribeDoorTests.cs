using System.Net;
using System.Text;
using MailMaker.Core.Lists;

namespace MailMaker.Tests.Consent;

public sealed class UnsubscribeDoorTests
{
    [Fact]
    public async Task Looking_changes_nothing_however_often_and_by_whatever_verb()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.Zero);
        var before = await stage.PrintAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await stage.Client.GetAsync(stage.Path)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await stage.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, stage.Path))).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await stage.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, stage.Path))).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await stage.Client.PutAsync(stage.Path, null)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await stage.Client.DeleteAsync(stage.Path)).StatusCode);
            await stage.Client.GetAsync(stage.Path + "?List-Unsubscribe=One-Click&from=page");
        }

        Assert.Equal(before, await stage.PrintAsync());
    }

    [Fact]
    public async Task The_page_names_the_list_and_who_answers_for_it_with_one_button_and_no_script()
    {
        await using var stage = await ConsentStage.StartAsync();

        var answer = await stage.Client.GetAsync(stage.Path);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("Tom &amp; Jerry’s &lt;b&gt;news&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Rossi &amp; figli srl<br>Via Roma 1, Forlì<br><a href=\"mailto:privacy@rossi.example\">privacy@rossi.example</a>", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("<button").Length - 1);
        Assert.Contains("<form method=\"post\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>news", page, StringComparison.Ordinal);
        Assert.Matches(
            "^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; img-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$",
            Header(answer, "Content-Security-Policy"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("noindex, nofollow", Header(answer, "X-Robots-Tag"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("it-IT,it;q=0.9,en;q=0.8", "it", "Vuoi lasciare")]
    [InlineData("ko", "ko", "수신 거부")]
    [InlineData("fr, de;q=0.5", "en", "Unsubscribe")]
    [InlineData("en;q=0.2, ko;q=0.7", "ko", "수신 거부")]
    [InlineData("item;q=1, *", "en", "Unsubscribe")]
    [InlineData("ko;q=0, it;q=0.1", "it", "Vuoi lasciare")]
    [InlineData(";;,,q=;", "en", "Unsubscribe")]
    public async Task The_page_speaks_the_readers_language(string accepts, string language, string words)
    {
        await using var stage = await ConsentStage.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, stage.Path);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepts);

        var page = await (await stage.Client.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", "OneClick")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n", "OneClick")]
    [InlineData(null, "", "OneClick")]
    [InlineData("application/json", "{]", "OneClick")]
    [InlineData("application/x-www-form-urlencoded", "from=page", "Link")]
    public async Task A_post_lets_the_person_go_whatever_its_body(string? type, string body, string reason)
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.Zero);
        var claimed = (await stage.SendStateAsync())!.ETag;

        var answer = await stage.Client.PostAsync(stage.Path, Content(type, body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("You have left", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var goodbye = (await stage.GoodbyeAsync())!;
        Assert.Equal((reason, "spring", stage.Clock.GetUtcNow()), (goodbye.GetString("Reason"), goodbye.GetString("Campaign"), goodbye.GetDateTimeOffset("At")));
        var state = (await stage.SendStateAsync())!;
        Assert.NotEqual(claimed, state.ETag);
        Assert.Equal(12, state.GetBinary("History")!.Length);
    }

    [Fact]
    public async Task Leaving_twice_keeps_the_first_evidence()
    {
        await using var stage = await ConsentStage.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await stage.Client.PostAsync(stage.Path, Content("application/x-www-form-urlencoded", "from=page"))).StatusCode);
        var before = await stage.PrintAsync();
        stage.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.OK, (await stage.Client.PostAsync(stage.Path, null)).StatusCode);

        Assert.Equal(before, await stage.PrintAsync());
        Assert.Equal("Link", (await stage.GoodbyeAsync())!.GetString("Reason"));
    }

    [Fact]
    public async Task A_contact_that_was_never_written_to_can_leave()
    {
        await using var stage = await ConsentStage.StartAsync();

        await stage.Client.PostAsync(stage.Path, null);

        Assert.NotNull(await stage.GoodbyeAsync());
        Assert.NotNull(await stage.SendStateAsync());
    }

    [Fact]
    public async Task A_forged_or_cut_off_link_gets_404_and_does_nothing()
    {
        await using var stage = await ConsentStage.StartAsync();
        var path = stage.Path;
        string[] forged = [path[..^1] + (path[^1] == 'A' ? "B" : "A"), path[..^10], "/u/x", "/u/" + new string('A', 3000)];

        foreach (var link in forged)
        {
            var (shown, posted) = (await stage.Client.GetAsync(link), await stage.Client.PostAsync(link, null));

            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (shown.StatusCode, posted.StatusCode));
            Assert.Equal(await shown.Content.ReadAsStringAsync(), await posted.Content.ReadAsStringAsync());
        }

        Assert.Equal("", await stage.PrintAsync());
    }

    [Fact]
    public async Task A_link_out_of_a_list_that_is_gone_is_harmless()
    {
        await using var stage = await ConsentStage.StartAsync();
        stage.List = null;

        Assert.Equal(HttpStatusCode.OK, (await stage.Client.GetAsync(stage.Path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stage.Client.PostAsync(stage.Path, null)).StatusCode);
        Assert.Equal("", await stage.PrintAsync());
    }

    [Fact]
    public async Task A_list_without_title_and_controller_has_a_page_too()
    {
        await using var stage = await ConsentStage.StartAsync();
        stage.List = new ContactList { Account = "acme", Name = "news" };

        Assert.Contains("Leave “news”?", await stage.Client.GetStringAsync(stage.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_body_is_not_read_to_its_end()
    {
        await using var stage = await ConsentStage.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await stage.Client.PostAsync(stage.Path, new ByteArrayContent(new byte[1_000_000]))).StatusCode);
        Assert.Equal("OneClick", (await stage.GoodbyeAsync())!.GetString("Reason"));
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    private static ByteArrayContent Content(string? type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
