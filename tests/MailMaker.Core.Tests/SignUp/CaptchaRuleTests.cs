using MailMaker.Core.SignUp;

namespace MailMaker.Core.Tests.SignUp;

public sealed class CaptchaRuleTests
{
    private static readonly CaptchaSettings V3 = new() { Kind = CaptchaKind.ReCaptchaV3, SiteKey = "key", Secret = "main" };
    private static readonly CaptchaSettings V2 = V3 with { Kind = CaptchaKind.ReCaptchaV2 };
    private static readonly CaptchaAnswer Good = new() { Success = true, Hostname = "www.example.com", Action = "signup", Score = 0.7 };
    private static readonly string[] Hosts = ["www.example.com"];

    [Fact]
    public void A_person_passes()
    {
        Assert.Equal(CaptchaVerdict.Passed, CaptchaRule.Judge(V3, Hosts, Good));
        Assert.Equal(CaptchaVerdict.Passed, CaptchaRule.Judge(V2, Hosts, new CaptchaAnswer { Success = true, Hostname = "WWW.example.com" }));
    }

    [Fact]
    public void Another_action_host_or_score_does_not()
    {
        Assert.Equal(CaptchaVerdict.Refused, CaptchaRule.Judge(V3, Hosts, Good with { Action = "login" }));
        Assert.Equal(CaptchaVerdict.Refused, CaptchaRule.Judge(V3, Hosts, Good with { Score = 0.49 }));
        Assert.Equal(CaptchaVerdict.Refused, CaptchaRule.Judge(V3, Hosts, Good with { Score = null }));
        Assert.Equal(CaptchaVerdict.Refused, CaptchaRule.Judge(V2, Hosts, Good with { Hostname = "evil.example" }));
        Assert.Equal(CaptchaVerdict.Refused, CaptchaRule.Judge(V2, Hosts, Good with { Hostname = null }));
        Assert.Equal(CaptchaVerdict.Refused, CaptchaRule.Judge(V2, Hosts, Good with { Success = false, ErrorCodes = ["timeout-or-duplicate"] }));
    }

    [Fact]
    public void A_wrong_secret_is_our_fault_and_not_the_persons() =>
        Assert.Equal(CaptchaVerdict.Unknown, CaptchaRule.Judge(V2, Hosts, new CaptchaAnswer { ErrorCodes = ["invalid-input-secret"] }));

    [Fact]
    public void Out_of_reach_it_fails_closed_unless_told_otherwise()
    {
        Assert.False(CaptchaRule.Passes(V3, CaptchaVerdict.Unknown));
        Assert.True(CaptchaRule.Passes(V3 with { PassWhenUnreachable = true }, CaptchaVerdict.Unknown));
        Assert.False(CaptchaRule.Passes(V3 with { PassWhenUnreachable = true }, CaptchaVerdict.Refused));
    }

    [Fact]
    public void Tokens_come_from_the_named_hosts_else_from_the_origins_and_our_own()
    {
        var form = Forms.Form with { Captcha = V3, Origins = ["https://www.example.com", "https://shop.example.com:8443"] };

        Assert.Equal(["www.example.com", "shop.example.com", "mail.example.net"], CaptchaRule.HostsOf(form, "https://mail.example.net"));
        Assert.Equal(["only.example.com"], CaptchaRule.HostsOf(form with { Captcha = V3 with { Hostnames = ["only.example.com"] } }, "https://mail.example.net"));
    }
}
