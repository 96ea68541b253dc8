using System.Text;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;

namespace MailMaker.Core.Tests.Lists;

public sealed class LawTests
{
    private static readonly MailScene Scene = new()
    {
        SenderName = "Acme", SenderAddress = "news@acme.example", ControllerName = "Acme srl", ControllerPostalAddress = "Via Roma 1", ControllerEmail = "privacy@acme.example",
    };

    private static readonly MailTemplate Template = new() { Name = "t", Subject = "Hello {{firstName}}", Html = "<html><body><p>Hi</p></body></html>", Text = "Hi" };

    [Fact]
    public void A_regime_sets_defaults_and_a_list_overrides_them_and_both_say_so()
    {
        var law = LawInForce.Of(Regime.Kr, new ListLaw { RecheckAfterMonths = 12, AdvertisementMark = "" });

        Assert.Equal(new LawValue<int>(12, "list"), law.RecheckAfterMonths);
        Assert.Equal(new LawValue<string>("", "list"), law.AdvertisementMark);
        Assert.Equal(new LawValue<int>(14, "regime kr"), law.ResultNoticeWithinDays);
        Assert.Equal(new LawValue<string>("21:00-08:00", "regime kr"), law.NightHours);
    }

    [Theory]
    [InlineData(Regime.It, "{}", false)]
    [InlineData(Regime.It, """{"trackingConsent":"true"}""", true)]
    [InlineData(Regime.It, """{"trackingConsent":"false"}""", false)]
    [InlineData(Regime.Eu, "{}", false)]
    [InlineData(Regime.Us, "{}", true)]
    [InlineData(Regime.Us, """{"trackingConsent":"false"}""", false)]
    public void Pixels_need_a_consent_of_their_own_where_the_law_says_so(Regime regime, string fields, bool allowed) =>
        Assert.Equal(allowed, OpenTracking.IsAllowed(Under(regime), Encoding.UTF8.GetBytes(fields)));

    [Theory]
    [InlineData(Regime.It, "{}", MessageChannel.Email, true)]
    [InlineData(Regime.It, "{}", MessageChannel.Sms, false)]
    [InlineData(Regime.It, """{"smsConsent":"true"}""", MessageChannel.Sms, true)]
    [InlineData(Regime.Us, """{"smsConsent":"false"}""", MessageChannel.Sms, false)]
    [InlineData(Regime.Eu, """{"consent":"false"}""", MessageChannel.Email, false)]
    public void Soft_opt_in_is_for_mail_and_never_for_texts(Regime regime, string fields, MessageChannel channel, bool allowed) =>
        Assert.Equal(allowed, ChannelPermission.Allows(Under(regime), Encoding.UTF8.GetBytes(fields), channel));

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"consent":"false"}""", false)]
    [InlineData("""{"smsConsent":"false"}""", false)]
    public void A_list_that_allows_soft_opt_in_by_text_writes_to_who_refused_neither(string fields, bool allowed)
    {
        var list = Under(Regime.Us) with { Law = new ListLaw { SoftOptInBySms = true } };

        Assert.Equal(allowed, ChannelPermission.Allows(list, Encoding.UTF8.GetBytes(fields), MessageChannel.Sms));
    }

    [Fact]
    public void In_Korea_the_mark_comes_first_and_the_sender_stands_in_the_mail()
    {
        var lawful = LawfulTemplate.Of(Template, Under(Regime.Kr), Scene).Value!;
        var mail = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(lawful)).Mail;
        var model = new MailModel(Scene);
        Assert.True(model.TryFill("""{"firstName":"Ada"}"""u8, "https://x.example/u/1"));
        var rendered = Assert.IsType<RenderOutcome.Rendered>(mail.Render(model)).Mail;

        Assert.Equal("(광고) Hello Ada", rendered.Subject);
        Assert.EndsWith(
            "Acme<br>privacy@acme.example<br>Acme srl, Via Roma 1<br><a href=\"https://x.example/u/1\">수신 거부 (Unsubscribe)</a></p></body></html>", rendered.Html.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Acme\nprivacy@acme.example\nAcme srl, Via Roma 1\n수신 거부 (Unsubscribe): https://x.example/u/1\n", rendered.Text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_author_wrote_is_not_said_twice()
    {
        var own = Template with
        {
            Subject = "(광고) 안녕", Html = "<p>{{ sender.name }} {{controller.email}} {{ unsubscribeUrl }}</p>", Text = "{{sender.name}} {{controller.email}} {{unsubscribeUrl}}",
        };

        Assert.Equal(own, LawfulTemplate.Of(own, Under(Regime.Kr), Scene).Value);
    }

    [Fact]
    public void In_the_United_States_no_mail_goes_without_a_postal_address()
    {
        Assert.Contains("Via Roma 1", Render(LawfulTemplate.Of(Template, Under(Regime.Us), Scene).Value!), StringComparison.Ordinal);
        var refused = LawfulTemplate.Of(Template, Under(Regime.Us), Scene with { ControllerPostalAddress = " " });
        Assert.Contains("regime us", Assert.Single(refused.Problems).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Korean_night_needs_a_consent_of_its_own_beside_the_lists_quiet_hours()
    {
        var list = Under(Regime.Kr) with { TimeZone = "Asia/Seoul", QuietHours = new QuietHours("12:00", "13:00") };
        var policy = DoNotDisturb.Of(list);

        Assert.Equal(At(3, 8), Until(policy, At(2, 22), nightConsent: false));
        Assert.Null(Until(policy, At(2, 22), nightConsent: true));
        Assert.Equal(At(2, 13), Until(policy, At(2, 12), nightConsent: true));
        Assert.Null(Until(policy, At(2, 9), nightConsent: false));
    }

    [Theory]
    [InlineData("25:00-08:00", false)]
    [InlineData("21:00-21:00", false)]
    [InlineData("21:00-08:00", true)]
    [InlineData("", true)]
    public void Night_hours_are_checked(string hours, bool good) =>
        Assert.Equal(good, new ContactListDefinition { Law = new ListLaw { NightHours = hours } }.ToList("acme", "news", null).Problems.All(p => p.Pointer != "/law/nightHours"));

    private static ContactList Under(Regime regime) => new() { Account = "acme", Name = "news", Regime = regime };

    private static DateTimeOffset At(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.FromHours(9));

    private static DateTimeOffset? Until(DoNotDisturb policy, DateTimeOffset now, bool nightConsent)
    {
        var recipient = new Recipient(true, true, false, null, true, default) { TimeZone = "Asia/Seoul", NightConsent = nightConsent };
        return Gate.Decide(recipient, new CampaignTerms(CampaignTag.Of("acme", "spring")), policy, now) is GateDecision.Defer defer ? defer.Until : null;
    }

    private static string Render(MailTemplate template)
    {
        var model = new MailModel(Scene);
        model.TryFill("{}"u8, "https://x.example/u/1");
        return Assert.IsType<RenderOutcome.Rendered>(Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(template)).Mail.Render(model)).Mail.Text.ToString();
    }
}
