using System.Net;

namespace MailMaker.Tests.SignUp;

/// <summary>reCAPTCHA against a stub of the verifying service.</summary>
public sealed class CaptchaTests
{
    // Milliseconds. Whoever answers is waited for, however slow the machine is.
    private const string Soon = "500";
    private const string Patient = "120000";

    [Theory]
    [InlineData("recaptchaV3", "person", HttpStatusCode.OK)]
    [InlineData("recaptchaV3", "low", HttpStatusCode.BadRequest)]
    [InlineData("recaptchaV3", "login", HttpStatusCode.BadRequest)]
    [InlineData("recaptchaV3", "bot", HttpStatusCode.BadRequest)]
    [InlineData("recaptchaV2", "low", HttpStatusCode.OK)]
    [InlineData("recaptchaV2", "bot", HttpStatusCode.BadRequest)]
    [InlineData("recaptchaV2", "", HttpStatusCode.BadRequest)]
    public async Task Who_is_no_person_gets_the_form_back(string kind, string token, HttpStatusCode expected)
    {
        await using var stub = await CaptchaStub.StartAsync();
        await using var stage = await StartAsync(stub, kind);

        Assert.Equal(expected, await PostAsync(stage, token));
        await stage.SettleAsync();
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, stage.Channel.To("ada@example.com").Count);
    }

    [Theory]
    [InlineData(false, "hang", HttpStatusCode.BadRequest)]
    [InlineData(true, "hang", HttpStatusCode.OK)]
    [InlineData(false, "broken", HttpStatusCode.BadRequest)]
    [InlineData(true, "broken", HttpStatusCode.OK)]
    [InlineData(true, "error", HttpStatusCode.OK)]
    [InlineData(true, "bot", HttpStatusCode.BadRequest)]
    public async Task Out_of_reach_it_closes_or_opens_as_the_form_says(bool opens, string token, HttpStatusCode expected)
    {
        await using var stub = await CaptchaStub.StartAsync();
        await using var stage = await StartAsync(stub, "recaptchaV2", opens, token == "hang" ? Soon : Patient);

        Assert.Equal(expected, await PostAsync(stage, token));
        // On a slow machine the time may be over before the question is there.
        Assert.InRange(stub.Asked, token == "hang" ? 0 : 1, 1);
    }

    [Fact]
    public async Task A_post_with_faults_costs_no_asking_and_the_secret_is_never_told()
    {
        await using var stub = await CaptchaStub.StartAsync();
        await using var stage = await StartAsync(stub, "recaptchaV3");

        using var answer = await stage.Visitor.PostAsync(SignUpStage.Door, new FormUrlEncodedContent([new("email", "nobody"), new("g-recaptcha-response", "person")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, stub.Asked);
        Assert.DoesNotContain("s3cret", (await stage.App.GetAsync("/api/accounts/acme/lists/news/forms/footer")).GetRawText(), StringComparison.Ordinal);
        var page = await stage.Visitor.GetAsync(SignUpStage.Door);
        Assert.Contains("https://www.google.com/recaptcha/", string.Concat(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_not_set_is_said_when_the_form_is_made()
    {
        await using var stage = await SignUpStage.StartAsync();
        var form = SignUpStage.Form();
        form["captcha"] = new { kind = "reCaptchaV2", siteKey = "key", secret = "nowhere" };

        using var answer = await stage.App.Http.PutAsync("/api/accounts/acme/lists/news/forms/footer", System.Net.Http.Json.JsonContent.Create(form));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("/captcha/secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<SignUpStage> StartAsync(CaptchaStub stub, string kind, bool opens = false, string timeout = Patient)
    {
        var form = SignUpStage.Form();
        form["origins"] = new[] { "https://www.example.com" };
        form["captcha"] = new { kind = kind.Replace("recaptcha", "reCaptcha", StringComparison.Ordinal), siteKey = "site-key", secret = "main", passWhenUnreachable = opens };
        return SignUpStage.StartAsync(
            form, settings: new() { ["Captcha:VerifyUrl"] = stub.Url, ["Captcha:Secrets:main"] = "s3cret", ["Captcha:TimeoutMilliseconds"] = timeout });
    }

    private static async Task<HttpStatusCode> PostAsync(SignUpStage stage, string token)
    {
        using var answer = await stage.Visitor.PostAsync(
            SignUpStage.Door, new FormUrlEncodedContent(SignUpStage.Filled("ada@example.com").Append(new("g-recaptcha-response", token))));
        return answer.StatusCode;
    }
}
