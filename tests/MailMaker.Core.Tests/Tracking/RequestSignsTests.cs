using MailMaker.Core.Tracking;

namespace MailMaker.Core.Tests.Tracking;

public class RequestSignsTests
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0";

    [Theory]
    [InlineData("Mozilla/5.0", MachineSigns.PrivacyPrefetch)]
    [InlineData("curl/8.5.0", MachineSigns.Program)]
    [InlineData("python-requests/2.32.3", MachineSigns.Program)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/129.0.0.0 Safari/537.36", MachineSigns.Program)]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", MachineSigns.Program)]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", MachineSigns.Program)]
    [InlineData("Mozilla/5.0 (compatible; Barracuda Sentinel)", MachineSigns.Scanner)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) Mimecast URL Protect", MachineSigns.Scanner)]
    [InlineData("ProofPoint URL Defense", MachineSigns.Scanner)]
    [InlineData("Microsoft Office Existence Discovery", MachineSigns.Scanner)]
    public void What_names_itself_as_a_machine_is_one(string agent, MachineSigns sign)
    {
        Assert.Equal(sign, RequestSigns.Of(EventKind.Open, agent, ""));
        Assert.Equal(sign, RequestSigns.Of(EventKind.Click, agent, ""));
    }

    [Theory]
    [InlineData(Firefox)]
    [InlineData("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)")]
    [InlineData("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html")]
    [InlineData("Mozilla/4.0 (compatible; ms-office; MSOffice 16)")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36")]
    [InlineData("okhttp/4.12.0")]
    [InlineData("Outlook-iOS/709.2226530.prod.iphone (3.24.1)")]
    public void Peoples_programs_and_the_proxies_before_them_pass_for_people(string agent) =>
        Assert.Equal(MachineSigns.None, RequestSigns.Of(EventKind.Open, agent, ""));

    [Theory]
    [InlineData("prefetch")]
    [InlineData("prefetch;prerender")]
    [InlineData("Preview")]
    public void A_request_that_says_it_is_made_ahead_is_a_machines(string purpose) =>
        Assert.Equal(MachineSigns.Prefetch, RequestSigns.Of(EventKind.Click, Firefox, purpose));

    [Fact]
    public void Without_an_agent_a_picture_may_be_a_persons_and_a_link_may_not()
    {
        Assert.Equal(MachineSigns.None, RequestSigns.Of(EventKind.Open, "", ""));
        Assert.Equal(MachineSigns.NoAgent, RequestSigns.Of(EventKind.Click, " ", ""));
    }

    [Fact]
    public void An_endless_agent_is_looked_at_from_the_front_alone() =>
        Assert.Equal(MachineSigns.None, RequestSigns.Of(EventKind.Click, new string('x', 100_000) + "curl/8", ""));
}
