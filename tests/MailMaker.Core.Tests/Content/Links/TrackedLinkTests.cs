using System.Text;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Links;
using MailMaker.Core.Tracking;

namespace MailMaker.Core.Tests.Content.Links;

public sealed class TrackedLinkTests
{
    private const string Click = "https://m.example/c/TOKEN/";

    [Theory]
    [InlineData("<a href=\"https://shop.example/a?x=1&amp;y=2\">", "https://shop.example/a?x=1&y=2")]
    [InlineData("<a href='https://shop.example/a'>", "https://shop.example/a")]
    [InlineData("<A HREF=https://shop.example/a>", "https://shop.example/a")]
    [InlineData("<a\n class=x title='a > b'\n href = \" https://shop.example/a \">", "https://shop.example/a")]
    [InlineData("<area shape=rect href='HTTP://Shop.example'>", "HTTP://Shop.example")]
    [InlineData("<!--[if mso]><v:roundrect href=\"https://shop.example/v\"><![endif]-->", "https://shop.example/v")]
    [InlineData("<!--[if !mso]><!--><a href=\"https://shop.example/n\"><!--<![endif]-->", "https://shop.example/n")]
    [InlineData("<base href='https://shop.example/mail/'><a href='../a'>", "https://shop.example/a")]
    [InlineData("<a href=\"https://bücher.example/ü\">", "https://xn--bcher-kva.example/%C3%BC")]
    public void Links_to_the_web_are_tracked(string html, string target)
    {
        var prepared = Prepare(html);

        Assert.Equal(target, Assert.Single(prepared.Links));
        Assert.Contains(Click + "0", Tracked(prepared), StringComparison.Ordinal);
        Assert.DoesNotContain("shop.example/a", Tracked(prepared), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a href=\"mailto:x@shop.example\">")]
    [InlineData("<a href=\"tel:+39061\">")]
    [InlineData("<a href=\"#top\">")]
    [InlineData("<a href=\"javascript:alert(1)\">")]
    [InlineData("<a href=\"{{unsubscribeUrl}}\">")]
    [InlineData("<a href=\"https://{{city}}.example/\">")]
    [InlineData("<a href=\"https://shop.example{{city}}\">")]
    [InlineData("<a href=\"https://shop.example/{{city}}?id={{default fkey \"none\"}}\">")]
    [InlineData("<a href=\"https://a@evil.example/\">")]
    [InlineData("<a data-untracked href=\"https://shop.example/b\">")]
    [InlineData("<a href=\"relative\">")]
    [InlineData("<a href=\"\">")]
    [InlineData("<a href>")]
    [InlineData("<!-- <a href=\"https://shop.example/b\"> -->")]
    [InlineData("<!--> --!> <a hrefs=\"https://shop.example/b\">")]
    [InlineData("<style>a:before{content:'<a href=\"https://shop.example/b\">'}</style>")]
    [InlineData("<script><a href=\"https://shop.example/b\"></script>")]
    [InlineData("<img alt='<a href=\"https://shop.example/b\">'>")]
    [InlineData("{{default city \"<a href='https://shop.example/b'>\"}}")]
    [InlineData("{{#each (items city)}}<a href=\"https://shop.example/{{this}}\">{{/each}}")]
    [InlineData("<a href=\"https://shop.example/b")]
    public void Other_links_are_left_alone(string html)
    {
        var prepared = Prepare(html);

        Assert.Empty(prepared.Links);
        Assert.Equal(html, prepared.Template.Html);
    }

    [Fact]
    public void Two_places_with_one_target_have_two_numbers_and_the_text_part_says_the_first()
    {
        var prepared = Prepare("<a href='https://shop.example/a'>A</a><a href='https://shop.example/a'>B</a>", "A: https://shop.example/a. B: (https://shop.example/b)");

        Assert.Equal(["https://shop.example/a", "https://shop.example/a", "https://shop.example/b"], prepared.Links);
        var mail = Render(prepared, Click, "");
        Assert.Equal($"<a href='{Click}0'>A</a><a href='{Click}1'>B</a>", mail.Html.ToString());
        Assert.Equal($"A: {Click}0. B: ({Click}2)", mail.Text.ToString());
    }

    [Theory]
    [InlineData("See https://shop.example/wiki/Mercury_(planet).", "https://shop.example/wiki/Mercury_(planet)", "See {0}.")]
    [InlineData("(See https://shop.example/a_(b)).", "https://shop.example/a_(b)", "(See {0}).")]
    [InlineData("[1] https://shop.example/a[0]], ok", "https://shop.example/a[0]", "[1] {0}], ok")]
    [InlineData("https://shop.example/a')!?", "https://shop.example/a", "{0}')!?")]
    public void A_bracket_that_was_opened_in_a_link_of_the_text_is_part_of_it(string text, string target, string expected)
    {
        var prepared = Prepare("", text);

        Assert.Equal(target, Assert.Single(prepared.Links));
        Assert.Equal(expected.Replace("{0}", Click + "0", StringComparison.Ordinal), Render(prepared, Click, "").Text.ToString());
    }

    [Fact]
    public void The_text_made_of_the_html_has_the_same_links()
    {
        var prepared = Prepare("<p><a href='https://shop.example/a'>Shop</a></p>", "");

        Assert.Equal($"Shop <{Click}0>\n", Render(prepared, Click, "").Text.ToString());
    }

    [Fact]
    public void Without_tracking_each_link_leads_to_its_target()
    {
        var prepared = Prepare("<a href='https://shop.example/?a=1&amp;b=2'>A</a>", "");

        var mail = Render(prepared, "", "", """{"city":"Forlì & \"x\""}""");

        Assert.Equal("<a href='https://shop.example/?a=1&amp;b=2'>A</a>", mail.Html.ToString());
        Assert.Equal("A <https://shop.example/?a=1&b=2>\n", mail.Text.ToString());
    }

    [Fact]
    public void The_pixel_stands_at_the_end_of_the_body_where_it_may()
    {
        var prepared = Prepare("<body>x</body>");

        Assert.Equal("<body>x<img src=\"https://m.example/o/T.gif\" alt=\"\" width=\"1\" height=\"1\" style=\"width:1px;height:1px;border:0\"></body>", Render(prepared, Click, "https://m.example/o/T.gif").Html.ToString());
        Assert.Equal("<body>x</body>", Render(prepared, Click, "").Html.ToString());
    }

    [Fact]
    public void Nothing_is_followed_where_the_campaign_says_so()
    {
        var prepared = MailPreparation.Of(new MailTemplate { Name = "a", Subject = "s", Html = "<a href='https://shop.example/a'>A</a>" }, new MailScene(), CampaignTracking.None);

        Assert.Empty(prepared.Links);
        Assert.Equal("<a href='https://shop.example/a'>A</a>", Render(prepared, Click, "https://m.example/o/T.gif").Html.ToString());
    }

    [Theory]
    [InlineData("https://shop.example/a?b=c%20d&amp;sig=%7E", "https://shop.example/a?b=c%20d&sig=%7E")]
    [InlineData("https://bücher.example/ü x|", "https://xn--bcher-kva.example/%C3%BC%20x%7C")]
    public void A_target_is_kept_as_a_header_can_hold_it(string href, string target) => Assert.Equal(target, Assert.Single(Prepare($"<a href=\"{href}\">").Links));

    [Fact]
    public void No_other_number_leads_anywhere()
    {
        var links = new LinkTargets(["https://shop.example/"]);

        Assert.Equal("https://shop.example/", links.Find(0));
        Assert.Null(links.Find(1));
        Assert.Null(links.Find(-1));
    }

    [Fact]
    public void No_field_can_bring_a_mark_in()
    {
        var prepared = Prepare("<a href='https://shop.example/a'>{{city}}\uFDD00\uFDD1</a>", "{{{city}}}");

        var mail = Render(prepared, Click, "PIXEL", "{\"city\":\"\uFDD3\uFDD00\uFDD1\uFDD2\"}");

        Assert.DoesNotContain("PIXEL", mail.Text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Click, mail.Text.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, mail.Html.ToString().Split(Click).Length);
    }

    private static PreparedMail Prepare(string html, string text = "t") =>
        MailPreparation.Of(new MailTemplate { Name = "a", Subject = "s", Html = html, Text = text }, new MailScene(), new CampaignTracking(Opens: html.Contains("body", StringComparison.Ordinal)));

    private static string Tracked(PreparedMail prepared) => Render(prepared, Click, "").Html.ToString();

    private static RenderedMail Render(PreparedMail prepared, string click, string pixel, string fields = "{}")
    {
        var compiled = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(prepared.Template, new MailScene(), prepared.Links)).Mail;
        var model = new MailModel(new MailScene());
        Assert.True(model.TryFill(Encoding.UTF8.GetBytes(fields), "https://x.example/u/t"));
        model.Follow(click, pixel);
        return Assert.IsType<RenderOutcome.Rendered>(compiled.Render(model)).Mail;
    }
}
