using MailMaker.Core.Tests.Accounts;
using MailMaker.Tests.PublicPages.Browser;

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

        Assert.All(seen, page =>
        {
            Assert.True(page.Violations.Count == 0, $"{page.Name}: {string.Join("; ", page.Violations)}");
            Assert.True(page.Overflow <= 0, $"{page.Name} sticks out by {page.Overflow} pixels.");
            Assert.True(page.Small is [], $"{page.Name} has targets under 44 pixels: {string.Join("; ", page.Small ?? [])}");
            Assert.True(page.FocusWidth >= 2 || page.Name.StartsWith("unknown", StringComparison.Ordinal), $"{page.Name}: the focus can't be seen.");
            Assert.Equal((page.Name[^2..], 0, 0), (page.Language, page.Cookies, page.Scripts));
            Assert.StartsWith(page.Heading, page.Title, StringComparison.Ordinal);
            Assert.All(page.Requests, url => Assert.StartsWith(stage.Address, url, StringComparison.Ordinal));
        });
        Assert.Contains(seen, page => page.Requests.Any(url => url.Contains("/logo/acme/", StringComparison.Ordinal)));
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
        return pages.SelectMany(p => new[] { p, p with { Dark = true, Width = 320, Name = p.Name + " small and dark" } }).Select(p => p with { Name = $"{p.Name} {language}" });
    }
}
