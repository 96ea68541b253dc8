using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;

namespace MailMaker.Core.Tests.SignUp;

public sealed class FormDefinitionTests
{
    [Fact]
    public void The_address_is_asked_for_even_when_nobody_says_so()
    {
        Assert.Equal("email", Forms.Form.Fields[0].Name);
        Assert.True(Forms.Form.Fields[0].Required);
        Assert.Equal("acme.news.footer", Forms.Form.Id);
        Assert.Equal(168, Forms.Form.ConfirmWithinHours);
    }

    [Fact]
    public void Every_fault_is_named_with_its_place()
    {
        var asked = Forms.Asked with
        {
            Languages = ["it", "xx-"],
            Fields = [new FormField("fkey"), new FormField("nothing"), new FormField("city"), new FormField("city")],
            Consents = [Forms.Text(ConsentPurpose.Sms, "x"), Forms.Text(ConsentPurpose.Sms, "y")],
            Redirect = "javascript:alert(1)", Origins = ["https://www.example.com/path", "ftp://x"],
            Captcha = new CaptchaSettings { Kind = CaptchaKind.ReCaptchaV3, SiteKey = "a b", Secret = "../x", Action = "a-b", MinimumScore = 2 },
            ConfirmWithinHours = 0, FillSeconds = 61,
            Mail = new Dictionary<string, FormMail> { ["it"] = new("Conferma", "<p>senza link</p>"), ["en"] = new("Confirm {{#if", "<p>{{confirmUrl}}</p>") },
        };

        var problems = asked.ToForm(Forms.List, "Not a name").Problems.Select(p => p.Pointer).ToList();

        Assert.Equal(
            [
                "", "/languages/1", "/fields/1/name", "/fields/2/name", "/fields/4/name", "/consents", "/consents/0/text/xx-", "/consents/1/purpose", "/consents/1/text/xx-", "/redirect",
                "/origins/0", "/origins/1", "/confirmWithinHours", "/fillSeconds", "/captcha/siteKey", "/captcha/secret", "/captcha/action", "/captcha/minimumScore", "/mail/it",
                "/mail/en/subject",
            ],
            problems);
    }

    [Fact]
    public void A_list_keyed_by_mobile_has_no_forms()
    {
        var refused = Forms.Asked.ToForm(Forms.List with { Key = KeyKind.Mobile }, "footer");

        Assert.Contains("proves is the e-mail address", Assert.Single(refused.Problems).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kor", "it")]
    [InlineData("ko-KR", "ko")]
    [InlineData("EN", "en")]
    [InlineData("fr", "it")]
    public void The_language_is_the_wished_one_or_the_first(string wished, string expected) => Assert.Equal(expected, Forms.Form.LanguageFor([wished]));

    [Fact]
    public void A_changed_word_is_another_text()
    {
        var version = new ConsentTextVersion(1, DateTimeOffset.UnixEpoch, Forms.Form.Consents);

        Assert.True(version.SaysTheSameAs(Forms.Of(Forms.Asked).Consents));
        Assert.False(version.SaysTheSameAs([.. Forms.Form.Consents.Take(2)]));
        Assert.False(version.SaysTheSameAs([.. Forms.Form.Consents.Take(2), Forms.Text(ConsentPurpose.Sms, "texts!")]));
    }

    [Theory]
    [InlineData("acme.news.footer", true)]
    [InlineData("acme.news", false)]
    [InlineData("acme.news.footer.x", false)]
    [InlineData("Acme.news.footer", false)]
    [InlineData("", false)]
    public void A_public_name_has_three_parts(string text, bool good) => Assert.Equal(good, FormId.TryParse(text, out _));
}
