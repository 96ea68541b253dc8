using System.Text;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Content;

public sealed class WayOutTests
{
    private const string Link = "https://x.example/u/1";

    [Theory]
    [InlineData("<p>{{unsubscribeUrl}}</p>")]
    [InlineData("<a href='{{{ UnsubscribeURL }}}'>x</a>")]
    [InlineData("{{urlEncode unsubscribeUrl}}")]
    [InlineData("{{@root.unsubscribeUrl}}")]
    [InlineData("{{#if (eq language \"it\")}}<a href=\"{{unsubscribeUrl}}\">Addio</a>{{else}}<a href=\"{{unsubscribeUrl}}\">Bye</a>{{/if}}")]
    [InlineData("{{#if a}}{{unsubscribeUrl}}{{else if b}}{{unsubscribeUrl}}{{else}}{{#unless c}}{{unsubscribeUrl}}{{^}}{{unsubscribeUrl}}{{/unless}}{{/if}}")]
    [InlineData("<!-- old --><p>{{unsubscribeUrl}}</p><!-- end -->")]
    [InlineData("<!--[if !mso]><!--><p>{{unsubscribeUrl}}</p><!--<![endif]-->")]
    [InlineData("{{! no }}{{#each (items tags)}}{{this}}{{/each}}{{unsubscribeUrl}}")]
    public void What_the_author_shows_to_every_reader_is_left_as_it_is(string html) =>
        Assert.Equal(html, LawfulTemplate.Of(Mail(html), Under(Regime.Eu), new MailScene()).Value!.Html);

    [Theory]
    [InlineData("<p>Hi</p>")]
    [InlineData("{{#if vip}}{{unsubscribeUrl}}{{/if}}")]
    [InlineData("{{#if a}}{{unsubscribeUrl}}{{else if b}}{{unsubscribeUrl}}{{/if}}")]
    [InlineData("{{#if a}}{{unsubscribeUrl}}{{else}}x{{/if}}")]
    [InlineData("{{#if a}}{{#if b}}x{{else}}{{unsubscribeUrl}}{{/if}}{{else}}{{unsubscribeUrl}}{{/if}}")]
    [InlineData("{{#each (items tags)}}{{../unsubscribeUrl}}{{else}}{{unsubscribeUrl}}{{/each}}")]
    [InlineData("{{#if unsubscribeUrl}}x{{/if}}")]
    [InlineData("{{! {{unsubscribeUrl }}")]
    [InlineData("{{!-- {{unsubscribeUrl}} --}}")]
    [InlineData("<!-- {{unsubscribeUrl}} -->")]
    [InlineData("<!--[if mso]>{{unsubscribeUrl}}<![endif]-->")]
    [InlineData("{{contact.unsubscribeUrl}}")]
    [InlineData("\\{{unsubscribeUrl}}")]
    [InlineData("{{default firstName \"unsubscribeUrl\"}}")]
    [InlineData("{{unsubscribeLabel}}")]
    public void What_some_readers_would_not_see_gets_the_link_at_the_end(string html) =>
        Assert.EndsWith($"<a href=\"{Link}\">Unsubscribe</a></p>", Render(Mail(html), "{}").Html, StringComparison.Ordinal);

    [Fact]
    public void Each_part_gets_its_own_line_and_a_text_that_is_made_of_the_html_says_it_once()
    {
        var both = Render(Mail("<html><body><p>Hi</p></body></html>", "Hi {{unsubscribeUrl}}"), "{}");
        Assert.Equal($"<html><body><p>Hi</p><p style=\"font-size:13px;color:#555\"><a href=\"{Link}\">Unsubscribe</a></p></body></html>", both.Html);
        Assert.Equal($"Hi {Link}", both.Text);

        var text = Render(Mail("", "Hi"), "{}");
        Assert.Equal(("", $"Hi\n\n-- \nUnsubscribe: {Link}\n"), (text.Html, text.Text));

        var made = Render(Mail("<p>Hi</p>"), "{}").Text;
        Assert.Equal(2, made.Split(Link).Length);
        Assert.Contains($"Unsubscribe <{Link}>", made, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "", "Unsubscribe")]
    [InlineData("{}", "it", "Cancella l’iscrizione")]
    [InlineData("""{"language":"ko"}""", "it", "수신 거부")]
    [InlineData("""{"language":"de-CH"}""", "it", "Abmelden")]
    [InlineData("""{"language":"pt_PT"}""", "", "Cancelar subscrição")]
    [InlineData("""{"language":"en-GB"}""", "it", "Unsubscribe")]
    [InlineData("""{"language":"ja"}""", "", "配信停止")]
    [InlineData("""{"language":"pt-BR"}""", "", "Cancelar inscrição")]
    [InlineData("""{"language":"ita"}""", "", "Unsubscribe")]
    [InlineData("""{"language":"","unsubscribeLabel":"Stay","unsubscribeUrl":"https://evil.example"}""", "fr", "Se désabonner")]
    public void It_speaks_the_readers_language_and_else_the_lists(string fields, string ofList, string label) =>
        Assert.EndsWith($"<a href=\"{Link}\">{label}</a></p>", Render(Mail("<p>Hi</p>"), fields, new MailScene { Language = ofList }).Html.Replace("&#8217;", "’", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void Links_and_pictures_are_prepared_as_ever_and_the_way_out_is_not_tracked()
    {
        var lawful = LawfulTemplate.Of(Mail("<p><a href=\"https://shop.example/\">Shop</a></p>"), Under(Regime.Us), new MailScene { ControllerName = "Acme", ControllerPostalAddress = "1 Main St" }).Value!;
        var prepared = MailPreparation.Of(lawful, new MailScene(), new());

        Assert.Equal(["https://shop.example/"], prepared.Links);
        Assert.Contains("<a href=\"{{unsubscribeUrl}}\">{{unsubscribeLabel}}</a>", prepared.Template.Html, StringComparison.Ordinal);
    }

    private static MailTemplate Mail(string html, string text = "") => new() { Name = "t", Subject = "Hello", Html = html, Text = text };

    private static ContactList Under(Regime regime) => new() { Account = "acme", Name = "news", Regime = regime };

    private static (string Html, string Text) Render(MailTemplate template, string fields, MailScene? scene = null)
    {
        scene ??= new MailScene();
        var lawful = LawfulTemplate.Of(template, Under(Regime.Eu), scene).Value!;
        var mail = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(lawful, scene)).Mail;
        var model = new MailModel(scene);
        Assert.True(model.TryFill(Encoding.UTF8.GetBytes(fields), Link));
        var rendered = Assert.IsType<RenderOutcome.Rendered>(mail.Render(model)).Mail;
        return (rendered.Html.ToString(), rendered.Text.ToString());
    }
}
