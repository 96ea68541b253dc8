using System.Text;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Html;
using MailMaker.Core.Tracking;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>Templates of HTML: read for their links, made ready, and rendered. Every link leads to the web, and what was a template stays one.</summary>
public sealed class HtmlFuzz : FuzzTarget
{
    // Compiling takes a hundred times as long as all the rest: one input in four, and none with many tags.
    private const int MostTagsCompiled = 20;
    private const int CompiledOneIn = 4;
    private const string Click = "https://m.example/c/TOKEN/";
    private static readonly MailScene Scene = new() { AssetsUrl = "https://static.example/acme" };

    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "<", ">", "\"", "'", "=", "/", "&", ";", " ", "\n", "\0", "<a href=", "<a href=\"", "</a>", "https://", "http://x.example/", "//", "mailto:", "javascript:", "<!--", "-->", "--!>", "<!-->", "<!--[if mso]>",
        "<![endif]-->", "<!--[if", "]>", "<style>", "</style", "<script>", "</script ", "<title>", "<plaintext>", "<base href='https://b.example/'>", "<img src=", "background=", "<body>", "</body>", "</head>", "<html>",
        "<li>", "<td>", "<p>", "&amp;", "&#123;&#123;", "&#xFDD0;", "&#x0;", "&#xD800;", "{{", "}}", "{{{", "}}}", "\\{{", "{{a}}", "{{#if a}}", "{{/if}}", "{{else}}", "{{!--", "--}}", "{{date a \"full\"}}", "{{#each (items a)}}",
        "{{/each}}", "{{unsubscribeUrl}}", " data-untracked", "\uFDD0", "\uFDD1", "\uFDD2", "\uFDD3", "bücher.example", "한", "xn--", "%", "%zz", "#", "?", "@", ":99999", "[::1]", "\\");

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(
        "<html><head><title>a</title><style>a{b:c}</style></head><body class=x><p>{{firstName}} <a href=\"https://shop.example/?a=1&amp;b=2\">x</a><a href='http://b.example'>y</a><a href=https://c.example>z</a></body></html>",
        "<!--[if mso]><v:roundrect href=\"https://shop.example/v\"><![endif]--><base href='https://shop.example/mail/'><a href='../a'><img src=a.png><td background=\"b.png\">",
        "{{#if vip}}<a href=\"{{unsubscribeUrl}}\">out</a>{{else}}<area href=\"https://bücher.example/ü\">{{/if}}<!-- <a href='https://no.example'> --><script><a href='https://no.example'></script>");

    public override void Run(byte[] input)
    {
        var html = Encoding.UTF8.GetString(input);
        var (tags, fault) = TemplateScanner.Scan(html);
        AssertPlaces(html, HtmlScanner.StartTags(html, tags));
        if (fault is not null)
            return;
        Assert.All(TemplateFields.Used(html), used => Assert.InRange(used.At, 0, html.Length - 1));
        var template = new MailTemplate { Name = "a", Subject = "s", Html = html, Preheader = "p" };
        var prepared = MailPreparation.Of(template, Scene, new CampaignTracking());
        Assert.All(prepared.Links, AssertLeadsToTheWeb);
        if (tags.Count <= MostTagsCompiled && input.Sum(b => b) % CompiledOneIn == 0 && TemplateCompiler.Compile(template, Scene) is TemplateCompilation.Compiled)
            Render(prepared);
    }

    private static void AssertPlaces(string html, IReadOnlyList<HtmlStartTag> elements)
    {
        var before = 0;
        foreach (var element in elements)
        {
            Assert.True(element.Start >= before && element.End > element.Start && element.End <= html.Length && html[element.Start] == '<');
            Assert.All(element.Attributes, a => Assert.True(a.Start > element.Start && a.Start <= a.End && a.End < element.End));
            before = element.End;
        }
    }

    private static void AssertLeadsToTheWeb(string target)
    {
        Assert.True(Ascii.IsValid(target) && target.AsSpan().IndexOfAnyInRange('\0', ' ') < 0);
        Assert.True(Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
    }

    // Every link of the HTML is there when nothing chooses between them, under numbers that have a target.
    private static void Render(PreparedMail prepared)
    {
        var compiled = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(prepared.Template, Scene, prepared.Links)).Mail;
        var model = new MailModel(Scene);
        Assert.True(model.TryFill("{}"u8, "https://m.example/u/T"));
        model.Follow(Click, "https://m.example/o/T.gif");
        if (compiled.Render(model) is not RenderOutcome.Rendered { Mail: var mail })
            return;
        var html = mail.Html.ToString();
        Assert.True(html.AsSpan().IndexOfAnyInRange('\uFDD0', '\uFDEF') < 0);
        Assert.All(html.Split(Click)[1..], after => Assert.InRange(int.Parse(after.AsSpan(0, after.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : after.Length)), 0, prepared.Links.Count - 1));
    }
}
