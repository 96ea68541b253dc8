using System.Net;
using System.Text;
using System.Text.Json;

namespace MailMaker.Tests.SignUp;

/// <summary>The doors of forms: definition, page, snippet, origins, refusals.</summary>
public sealed class FormDoorTests
{
    private const string Definition = "/api/accounts/acme/lists/news/forms/footer";

    [Fact]
    public async Task A_changed_text_is_a_new_version_and_the_old_one_is_kept()
    {
        await using var stage = await SignUpStage.StartAsync();
        var form = SignUpStage.Form();
        await stage.App.PutAsync(Definition, form);
        Assert.Equal(1, (await stage.App.GetAsync(Definition)).GetProperty("textVersion").GetInt32());

        form["consents"] = new object[] { new { purpose = "email", text = new { it = "Accetto tutto.", en = "All.", ko = "모두." } } };
        await stage.App.PutAsync(Definition, form);
        Assert.Equal(2, (await stage.App.GetAsync(Definition)).GetProperty("textVersion").GetInt32());
        Assert.Contains("Accetto di ricevere", (await stage.App.GetAsync(Definition + "/texts/1")).GetRawText(), StringComparison.Ordinal);

        using (var gone = await stage.App.Http.DeleteAsync(Definition))
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal("""{"versions":[1,2]}""", (await stage.App.GetAsync(Definition + "/texts")).GetRawText());
        using var page = await stage.Visitor.GetAsync(SignUpStage.Door);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        await stage.App.PutAsync(Definition, form);
        Assert.Equal(2, (await stage.App.GetAsync(Definition)).GetProperty("textVersion").GetInt32());
        Assert.Equal("""{"forms":["footer"]}""", (await stage.App.GetAsync("/api/accounts/acme/lists/news/forms")).GetRawText());
    }

    [Fact]
    public async Task The_page_speaks_the_wished_language_labels_every_input_and_ticks_nothing()
    {
        await using var stage = await SignUpStage.StartAsync();

        var html = await stage.Visitor.GetStringAsync(SignUpStage.Door + "?lang=ko");

        Assert.Contains("lang=\"ko\"", html, StringComparison.Ordinal);
        Assert.Contains("뉴스레터 수신에 동의합니다.", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        foreach (var id in new[] { "email", "firstName", "consent-email", "consent-tracking", "homepage" })
        {
            Assert.Contains($"for=\"mm-footer-{id}\"", html, StringComparison.Ordinal);
            Assert.Contains($"id=\"mm-footer-{id}\"", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(" checked", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_snippet_posts_here_without_a_script()
    {
        await using var stage = await SignUpStage.StartAsync(settings: new() { ["PublicAddress"] = "https://mail.example.net" });

        using var answer = await stage.Visitor.GetAsync(SignUpStage.Door + "/snippet?lang=en");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Contains("action=\"https://mail.example.net/f/acme.news.footer\"", html, StringComparison.Ordinal);
        Assert.Contains("I agree to get the newsletter.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_come_back_field_by_field_in_the_forms_language_with_what_was_typed()
    {
        await using var stage = await SignUpStage.StartAsync();

        using var page = await stage.Visitor.PostAsync(
            SignUpStage.Door, new FormUrlEncodedContent([new("email", "\"><b>x"), new("firstName", ""), new("lang", "it")]));
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("Questo non è un indirizzo e-mail.", html, StringComparison.Ordinal);
        Assert.Contains("Questo campo è obbligatorio.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>x", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var body = new StringContent("""{"email":"nobody","lang":"ko"}""", Encoding.UTF8, "application/json");
        using var problem = await stage.Visitor.PostAsync(SignUpStage.Door, body);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        using var json = JsonDocument.Parse(await problem.Content.ReadAsStringAsync());
        Assert.Equal(
            ["/email 이메일 주소가 아닙니다.", "/firstName 필수 항목입니다.", "/consent-email 체크해 주세요."],
            json.RootElement.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("pointer").GetString()} {e.GetProperty("detail").GetString()}"));
    }

    [Fact]
    public async Task Only_the_named_websites_may_post_and_their_scripts_may_read_the_answer()
    {
        var form = SignUpStage.Form();
        form["origins"] = new[] { "https://www.example.com" };
        await using var stage = await SignUpStage.StartAsync(form);

        using var preflight = await SendAsync(stage, HttpMethod.Options, "https://www.example.com");
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("https://www.example.com", Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal("POST", Header(preflight, "Access-Control-Allow-Methods"));
        using var foreign = await SendAsync(stage, HttpMethod.Options, "https://evil.example");
        Assert.Equal("", Header(foreign, "Access-Control-Allow-Origin"));

        using var good = await SendAsync(stage, HttpMethod.Post, "https://www.example.com");
        Assert.Equal((HttpStatusCode.OK, "https://www.example.com"), (good.StatusCode, Header(good, "Access-Control-Allow-Origin")));
        using var bad = await SendAsync(stage, HttpMethod.Post, "https://evil.example");
        Assert.Equal((HttpStatusCode.Forbidden, ""), (bad.StatusCode, Header(bad, "Access-Control-Allow-Origin")));
        using var unnamed = await SendAsync(stage, HttpMethod.Post, "null");
        Assert.Equal(HttpStatusCode.Forbidden, unnamed.StatusCode);
        using var own = await SendAsync(stage, HttpMethod.Post, "null", "same-origin");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_form_sends_the_browser_where_its_owner_said_and_nowhere_else()
    {
        var form = SignUpStage.Form();
        form["redirect"] = "https://www.example.com/thanks";
        form["confirmedRedirect"] = "https://www.example.com/welcome";
        await using var stage = await SignUpStage.StartAsync(form);

        using var answer = await stage.Visitor.PostAsync(
            SignUpStage.Door + "?redirect=https://evil.example", new FormUrlEncodedContent(SignUpStage.Filled("ada@example.com").Append(new("redirect", "https://evil.example"))));
        Assert.Equal((HttpStatusCode.SeeOther, "https://www.example.com/thanks"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        await stage.SettleAsync();
        using var confirmed = await stage.Visitor.PostAsync(SignUpStage.LinkIn(stage.Channel.To("ada@example.com")[0]), null);
        Assert.Equal("https://www.example.com/welcome", confirmed.Headers.Location!.ToString());
        using var page = await stage.Visitor.GetAsync(SignUpStage.Door);
        Assert.Contains("form-action 'self' https://www.example.com", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_form_is_refused_in_a_sentence()
    {
        await using var stage = await SignUpStage.StartAsync();
        using var large = await stage.Visitor.PostAsync(SignUpStage.Door, new ByteArrayContent(new byte[70_000]));
        using var odd = await stage.Visitor.PostAsync(SignUpStage.Door, new StringContent("hello", Encoding.UTF8, "text/plain"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (large.StatusCode, odd.StatusCode));
        Assert.Contains("over 65536 bytes", await large.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_comes_back_at_once_is_to_be_sent_again()
    {
        var form = SignUpStage.Form();
        form["fillSeconds"] = 3;
        await using var stage = await SignUpStage.StartAsync(form);
        var html = await stage.Visitor.GetStringAsync(SignUpStage.Door);
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"served\" value=\"([^\"]+)\"").Groups[1].Value;
        var fields = SignUpStage.Filled("ada@example.com");
        fields["served"] = token;

        using var quick = await stage.Visitor.PostAsync(SignUpStage.Door, new FormUrlEncodedContent(fields));
        stage.Clock.Advance(TimeSpan.FromSeconds(4));
        using var slow = await stage.Visitor.PostAsync(SignUpStage.Door, new FormUrlEncodedContent(fields));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (quick.StatusCode, slow.StatusCode));
    }

    [Fact]
    public async Task Multipart_is_taken_as_scripts_send_it()
    {
        await using var stage = await SignUpStage.StartAsync();
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in SignUpStage.Filled("ada@example.com"))
            body.Add(new StringContent(value), name);

        using var answer = await stage.Visitor.PostAsync(SignUpStage.Door, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await stage.SettleAsync();
        Assert.Single(stage.Channel.To("ada@example.com"));
    }

    [Fact]
    public async Task A_confirmation_mail_of_the_forms_own_is_sent_in_its_language()
    {
        var form = SignUpStage.Form();
        form["mail"] = new Dictionary<string, object> { ["it"] = new { subject = "Ciao da {{brandName}}", html = "<p><a href=\"{{confirmUrl}}\">Sì</a></p>" } };
        await using var stage = await SignUpStage.StartAsync(form);

        await stage.ConfirmAsync(await stage.LinkForAsync("ada@example.com"));

        Assert.Equal("Ciao da Acme", stage.Channel.To("ada@example.com")[0].Subject);
        Assert.NotNull(await stage.ContactAsync("ada@example.com"));
    }

    [Fact]
    public async Task The_law_of_a_list_can_be_read_with_where_each_rule_comes_from()
    {
        await using var stage = await SignUpStage.StartAsync(list: SignUpStage.List(regime: "it"));

        var law = await stage.App.GetAsync("/api/accounts/acme/lists/news/law");

        Assert.Equal("""{"value":true,"from":"regime it"}""", law.GetProperty("trackingNeedsConsent").GetRawText());
        Assert.Equal("it", law.GetProperty("regime").GetString());
    }

    private static Task<HttpResponseMessage> SendAsync(SignUpStage stage, HttpMethod method, string origin, string? site = null)
    {
        var request = new HttpRequestMessage(method, SignUpStage.Door);
        request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(SignUpStage.Filled("ada@example.com"));
        else
            request.Headers.Add("Access-Control-Request-Method", "POST");
        return stage.Visitor.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
