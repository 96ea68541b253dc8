using MailMaker.Core.Tests.Accounts;
using MailMaker.Tests.PublicPages.Browser;
using MailMaker.Tests.SignUp;

namespace MailMaker.Tests.PublicPages;

/// <summary>Every public page in a real browser: WCAG 2.2 A and AA as far as axe and measuring can tell, by keyboard, without scripts, without a word to anybody else.</summary>
public sealed class AccessibilityTests
{
    private static readonly string[] Languages = ["en", "it", "ko"];

    [Fact]
    public async Task Every_page_can_be_read_and_used_by_everybody_in_three_languages()
    {
        await using var stage = await PageStage.StartAsync(new { name = "Acme", colour = "#ffe000", logo = Pictures.Png(64, 32) });
        await stage.AddListAsync("shop", "Offerte e novità del negozio · 매장 소식 · Everything that is new in our shop, once a week");
        foreach (var language in Languages)
        {
            var email = $"{language}@example.com";
            await stage.AddContactAsync("news", email, new { email, language, trackingConsent = "true" });
            await stage.AddContactAsync("shop", email, new { email, language });
        }

        if (await Chromium.VisitAsync(Languages.SelectMany(l => Pages(stage, l))) is not { } seen)
            return;

        Assert.All(seen, page => Check(page, stage.Address));
        Assert.Contains(seen, page => page.Requests.Any(url => url.Contains("/logo/acme/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task So_can_every_page_of_signing_up()
    {
        await using var stage = await SignUpStage.StartAsync();
        var address = stage.App.Http.BaseAddress!.ToString().TrimEnd('/');
        var visits = new List<Visit>();
        foreach (var language in Languages)
        {
            using (var posted = await stage.Visitor.PostAsync(SignUpStage.Door, new FormUrlEncodedContent(SignUpStage.Filled($"{language}@example.com", lang: language))))
                Assert.True(posted.IsSuccessStatusCode);
            await stage.SettleAsync();
            visits.AddRange(SignUpPages(address, SignUpStage.LinkIn(stage.Channel.To($"{language}@example.com")[^1]), language));
        }

        if (await Chromium.VisitAsync(visits) is not { } seen)
            return;

        Assert.All(seen, page => Check(page, address));
        Assert.All(seen.Where(s => s.Name.StartsWith("faulty", StringComparison.Ordinal)), page => Assert.Contains(": ", page.Title, StringComparison.Ordinal));
        foreach (var language in Languages)
            Assert.NotNull(await stage.ContactAsync($"{language}@example.com"));
    }

    [Fact]
    public async Task The_keyboard_is_enough_to_sign_up_with_scripts_switched_off()
    {
        await using var stage = await SignUpStage.StartAsync();
        Step tab = new() { Key = "Tab" }, space = new() { Key = "Space" };
        var visit = new Visit("by keyboard", stage.App.Http.BaseAddress!.ToString().TrimEnd('/') + SignUpStage.Door)
        {
            Script = false, Steps = [tab, new Step { Type = "maria@example.com" }, tab, new Step { Type = "Maria" }, tab, space, tab, tab, new Step { Submit = true }],
        };

        if (await Chromium.VisitAsync([visit]) is null)
            return;

        await stage.SettleAsync();
        Assert.Single(stage.Channel.To("maria@example.com"));
    }

    [Fact]
    public async Task Tab_and_Enter_are_enough_to_leave_with_scripts_switched_off()
    {
        await using var stage = await PageStage.StartAsync();
        await stage.AddContactAsync("news", "maria@example.com");
        var visit = new Visit("by keyboard", $"{stage.Address}/u/{stage.Token("news", "maria@example.com")}")
        {
            Script = false, Steps = [new Step { Key = "Tab" }, new Step { Submit = true }],
        };

        if (await Chromium.VisitAsync([visit]) is not { } seen)
            return;

        Assert.Equal("You have left “Acme’s news”.", Assert.Single(seen).Heading);
        Assert.True(await stage.HasLeftAsync("news", "maria@example.com"));
    }

    private static IEnumerable<Visit> Pages(PageStage stage, string language)
    {
        var leave = $"{stage.Address}/u/{stage.Token("news", $"{language}@example.com")}";
        Visit[] pages =
        [
            new("unknown", $"{stage.Address}/u/nonsense") { Locale = language },
            new("unsubscribe", leave),
            new("preferences", leave.Replace("/u/", "/p/", StringComparison.Ordinal)),
            new("saved preferences", leave) { Steps = [new Step { Click = "main a" }, new Step { Click = "button" }] },
            new("left", leave) { Steps = [new Step { Click = "button" }] },
        ];
        return Both(pages, language);
    }

    private static IEnumerable<Visit> SignUpPages(string address, string confirm, string language)
    {
        var form = address + SignUpStage.Door;
        Step[] filled =
        [
            new() { Fill = "[name=email]", Text = $"{language}@other.example.com" }, new() { Fill = "[name=firstName]", Text = "Ada" }, new() { Tick = "[name=consent-email]" },
            new() { Click = "button" },
        ];
        Visit[] pages =
        [
            new("form", form) { Locale = language },
            new("faulty form", form) { Locale = language, Steps = [new Step { Click = "button" }] },
            new("check your mail", form) { Locale = language, Steps = filled },
            new("no form", address + "/f/nonsense") { Locale = language },
            new("dead confirmation", address + "/confirm/nonsense") { Locale = language },
            new("confirm", address + confirm) { Locale = language },
            new("confirmed", address + confirm) { Locale = language, Steps = [new Step { Click = "button" }] },
        ];
        return Both(pages, language);
    }

    private static IEnumerable<Visit> Both(IEnumerable<Visit> pages, string language) =>
        pages.SelectMany(p => new[] { p, p with { Dark = true, Width = 320, Name = p.Name + " small and dark" } }).Select(p => p with { Name = $"{p.Name} {language}" });

    private static void Check(Seen page, string address)
    {
        Assert.True(page.Violations.Count == 0, $"{page.Name}: {string.Join("; ", page.Violations)}");
        Assert.True(page.Overflow <= 0, $"{page.Name} sticks out by {page.Overflow} pixels.");
        Assert.True(page.Small is [], $"{page.Name} has targets under 44 pixels: {string.Join("; ", page.Small ?? [])}");
        Assert.True(page.FocusWidth is null or >= 2, $"{page.Name}: the focus can't be seen.");
        Assert.Equal((page.Name[^2..], 0, 0), (page.Language, page.Cookies, page.Scripts));
        Assert.Contains(page.Heading, page.Title, StringComparison.Ordinal);
        Assert.All(page.Requests, url => Assert.StartsWith(address, url, StringComparison.Ordinal));
    }
}
