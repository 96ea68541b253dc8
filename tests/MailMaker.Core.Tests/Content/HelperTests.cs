using System.Text;
using MailMaker.Core.Content;

namespace MailMaker.Core.Tests.Content;

public sealed class HelperTests
{
    private const string Fields = """
        {"firstName":"Tom & Co","language":"it","birthDate":"2026-03-25","seenAt":"2026-03-25T09:05:00+01:00","points":"1234567.5","one":"1","none":"0","many":"12","gender":"f","blank":"  ","switches":"[{\"name\":\"a\",\"on\":true},{\"name\":\"b\",\"on\":false}]","half":"[\"\\ud83d\"]","tags":"a; b,c|d",
        "products":"[{\"name\":\"Pane & olio\",\"price\":2.5},{\"name\":\"Vino\",\"price\":10}]"}
        """;

    [Theory]
    [InlineData("{{date birthDate}}", "25 marzo 2026")]
    [InlineData("{{date birthDate \"short\"}}", "25/03/2026")]
    [InlineData("{{date birthDate \"full\"}}", "mercoledì 25 marzo 2026")]
    [InlineData("{{date birthDate lang=\"en\"}}", "March 25, 2026")]
    [InlineData("{{date birthDate \"short\" lang=\"en\"}}", "03/25/2026")]
    [InlineData("{{date birthDate \"short\" lang=\"en-GB\"}}", "25/03/2026")]
    [InlineData("{{date birthDate \"short\" lang=\"en_GB\"}}", "25/03/2026")]
    [InlineData("{{date birthDate lang=\"ko-KR\"}}", "2026년 3월 25일")]
    [InlineData("{{date birthDate \"short\" lang=\"ko\"}}", "2026. 3. 25.")]
    [InlineData("{{date birthDate \"full\" lang=\"ko\"}}", "2026년 3월 25일 수요일")]
    [InlineData("{{date birthDate \"full\" lang=\"es\"}}", "miércoles, 25 de marzo de 2026")]
    [InlineData("{{date seenAt \"DD.MM.YY HH:mm\"}}", "25.03.26 09:05")]
    [InlineData("{{date seenAt \"ddd D MMM\"}} {{date seenAt \"ddd D MMM\" lang=\"en\"}} {{date seenAt \"D MMM ddd\" lang=\"de\"}}", "mer 25 mar Wed 25 Mar 25 März Mi.")]
    [InlineData("{{date birthDate \"full\" lang=\"pl\"}}|{{date birthDate \"short\" lang=\"pl\"}}|{{number \"1234.5\" lang=\"pl\"}}|{{currency points \"PLN\" lang=\"pl\"}}", "środa, 25 marca 2026|25.03.2026|1234,5|1\u00a0234\u00a0567,50\u00a0PLN")]
    [InlineData("{{date birthDate \"full\" lang=\"nl\"}}|{{date birthDate \"short\" lang=\"nl-BE\"}}|{{currency points \"EUR\" lang=\"nl\"}}", "woensdag 25 maart 2026|25-03-2026|€\u00a01.234.567,50")]
    [InlineData("{{date birthDate \"full\" lang=\"ja\"}}|{{date birthDate \"short\" lang=\"ja\"}}|{{currency points \"JPY\" lang=\"ja\"}}", "2026年3月25日水曜日|2026/03/25|¥1,234,568")]
    [InlineData("{{date birthDate \"full\" lang=\"pt\"}}|{{currency points \"BRL\" lang=\"pt-BR\"}}|{{currency points \"EUR\" lang=\"pt-PT\"}}", "quarta-feira, 25 de março de 2026|R$\u00a01.234.567,50|1\u00a0234\u00a0567,50\u00a0€")]
    [InlineData("{{date missing}}", "")]
    [InlineData("{{date firstName}}", "Tom & Co")]
    [InlineData("{{number points}}", "1.234.567,5")]
    [InlineData("{{number points 2}}", "1.234.567,50")]
    [InlineData("{{number points 0 lang=\"en\"}}", "1,234,568")]
    [InlineData("{{number missing}}", "")]
    [InlineData("{{currency many \"EUR\"}}", "12,00\u00a0€")]
    [InlineData("{{currency many missing}}", "12,00")]
    [InlineData("{{#each (items switches)}}{{name}}{{#if on}} on{{else}} off: {{on}}{{/if}};{{/each}}{{#each (items \"[true,false]\")}}{{#if this}}yes{{else}}{{this}}{{/if}}{{/each}} {{items \"[1,false]\"}}", "a on;b off: false;yesfalse 1, false")]
    [InlineData("{{currency many \"USD\" lang=\"en\"}}", "$12.00")]
    [InlineData("{{currency points \"KRW\" lang=\"ko\"}}", "₩1,234,568")]
    [InlineData("{{currency many \"CHF\" lang=\"en\"}}", "CHF\u00a012.00")]
    [InlineData("{{plural one \"punto\" \"punti\"}} {{plural many \"punto\" \"punti\"}} {{plural none \"punto\" \"punti\"}}", "punto punti punti")]
    [InlineData("{{plural none \"punto\" \"punti\" zero=\"niente\"}} {{plural none \"point\" \"points\" lang=\"fr\"}}", "niente point")]
    [InlineData("{{choose gender \"f\" \"Cara\" \"m\" \"Caro\" \"Gentile\"}} {{choose missing \"f\" \"Cara\" \"m\" \"Caro\" \"Gentile\"}}", "Cara Gentile")]
    [InlineData("{{choose gender \"a\" \"1\" \"b\" \"2\" \"c\" \"3\" \"d\" \"4\" \"f\" \"5\" \"6\"}}", "5")]
    [InlineData("{{default missing none2 firstName \"x\"}}", "Tom & Co")]
    [InlineData("{{default blank \"x\"}}", "x")]
    [InlineData("{{urlEncode firstName}}", "Tom%20%26%20Co")]
    [InlineData("{{asset \"a/b.png\"}} {{asset \"./c.png\"}}", "https://static.example/acme/a/b.png https://static.example/acme/c.png")]
    [InlineData("{{brand.name}} {{brand.logo}}", "Acme https://m.example/logo")]
    [InlineData("{{#each (items tags)}}{{@index}}{{this}}{{#unless @last}},{{/unless}}{{/each}}", "0a,1b,2c,3d")]
    [InlineData("{{#each (items tags limit=2)}}{{this}}{{/each}}", "ab")]
    [InlineData("{{#each (items tags by=\"|\")}}[{{this}}]{{/each}}", "[a; b,c][d]")]
    [InlineData("{{#each (items products)}}{{name}} {{currency price \"EUR\"}};{{/each}}", "Pane & olio 2,50\u00a0€;Vino 10,00\u00a0€;")]
    [InlineData("{{#each (items half limit=1)}}x{{/each}}", "x")]
    [InlineData("{{#each (items missing)}}x{{else}}nothing{{/each}}{{#if (items missing)}}x{{/if}}", "nothing")]
    public void A_helper_writes(string template, string expected)
    {
        Assert.Equal(expected, Render(template).Text.ToString());
        Assert.Equal(expected, System.Net.WebUtility.HtmlDecode(Render(template, html: template).Html.ToString()));
    }

    [Theory]
    [InlineData("pl", "zero=0 one=1 few=2,3,4,22,104 many=5,11,12,14,21,25,112 other=1.5")]
    [InlineData("ru", "one=1,21,101 few=2,24 many=5,11,12,111 zero=0 other=0.5")]
    [InlineData("hr", "zero=0 one=1,21 few=3,33 other=5,11,12")]
    [InlineData("cs", "zero=0 one=1 few=2,4 many=1.5 other=5,22")]
    [InlineData("sl", "zero=0 one=1,101 two=2,102 few=3,4,103,1.5 other=5,11")]
    [InlineData("lt", "zero=0 one=1,21 few=2,9,22 many=1.5 other=10,11,19,30")]
    [InlineData("lv", "zero=0,10,11,30 one=1,21 other=2,12.5")]
    [InlineData("ro", "zero=0 one=1 few=2,19,101,1.5 other=20,100")]
    [InlineData("ar-EG", "zero=0 one=1 two=2 few=3,10,103 many=11,99,111 other=100,101,102,1.5")]
    [InlineData("he", "zero=0 one=1 two=2 other=3,20")]
    [InlineData("pt-BR", "zero=0 one=1,1.5 other=2,1000000")]
    [InlineData("pt-PT", "zero=0 one=1 other=1.5,2")]
    [InlineData("pt_pt", "zero=0 one=1 other=1.5,2")]
    [InlineData("PT", "zero=0 one=1,1.5 other=2")]
    [InlineData("it", "zero=0 one=1,-1 other=2,1.5,21")]
    public void A_count_takes_the_form_that_its_language_has(string language, string expected)
    {
        foreach (var (form, count) in expected.Split(' ').SelectMany(e => e.Split('=')[1].Split(','), (e, n) => (e.Split('=')[0], n)))
            Assert.Equal((count, form), (count, Render($$$"""{{plural "{{{count}}}" "one" "other" zero="zero" two="two" few="few" many="many" lang="{{{language}}}"}}""").Text.ToString()));
    }

    [Fact]
    public void A_form_that_is_not_given_is_the_last_one() =>
        Assert.Equal("punkty punkt\u00f3w", Render("{{plural 2 \"punkt\" \"punkt\u00f3w\" few=\"punkty\" lang=\"pl\"}} {{plural 5 \"punkt\" \"punkt\u00f3w\" few=\"punkty\" lang=\"pl\"}}").Text.ToString());

    [Fact]
    public void What_a_helper_writes_is_escaped_in_html() =>
        Assert.Equal("Pane &amp; olio|Tom &amp; Co|&lt;b&gt;", Render("s", html: "{{#each (items products limit=1)}}{{name}}{{/each}}|{{default missing firstName}}|{{choose gender \"f\" \"<b>\"}}").Html.ToString());

    [Theory]
    [InlineData("{{date}}")]
    [InlineData("{{currency points}}")]
    [InlineData("{{choose gender \"f\"}}")]
    [InlineData("{{urlEncode}}")]
    [InlineData("a {{nosuch gender}}")]
    [InlineData("{{date birthDate \"D MMMMM\"}}")]
    [InlineData("{{eq gender}}")]
    public void A_helper_with_too_few_arguments_is_refused_with_its_place(string template)
    {
        var refused = Assert.IsType<TemplateCompilation.Refused>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Text = template }));

        Assert.StartsWith($"line 1, column {template.IndexOf('{') + 1}: ", Assert.Single(refused.Problems).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#if vip}}Dear {{shout firstName}}{{/if}}", 17)]
    [InlineData("{{#each (items tags)}}{{date this \"D MMMMM\"}}{{/each}}", 23)]
    [InlineData("{{#unless vip}}{{#if (nosuch gender)}}x{{/if}}{{/unless}}", 23)]
    [InlineData("{{#if vip}}a{{else if (eq \"(nosuch\" (nosuch gender))}}b{{/if}}", 38)]
    [InlineData("{{#if vip}}a{{else if (eq gender)}}b{{/if}}", 13)]
    [InlineData("{{#if vip}}a{{else}}{{plural points}}{{/if}}", 21)]
    public void A_helper_within_a_block_is_refused_before_the_first_contact_gets_there(string template, int column)
    {
        var refused = Assert.IsType<TemplateCompilation.Refused>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Text = template }));

        Assert.StartsWith($"line 1, column {column}: ", Assert.Single(refused.Problems).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#each (items tags) as |tag|}}{{tag}}{{tag.name}}{{../firstName}}{{@../index}}{{@index}}{{@key}}{{this}}{{.}}{{lookup ../this \"x\"}}{{#if @first}}{{../../x}}{{/if}}{{/each}}")]
    [InlineData("{{#with contact}}{{firstName}}{{^}}x{{/with}}{{#firstName}}{{this}}{{else}}y{{/firstName}}")]
    [InlineData("{{#if vip}}1{{~else if (eq gender \"}\")~}}2{{else}}{{#each (items products limit=2)}}{{currency price \"EUR\"}}{{/each}}{{/if}}")]
    [InlineData("{{#if vip}}{{#if tags}}{{! a comment }}{{!-- {{nosuch x}} --}}\\{{nosuch x}}{{/if}}{{/if}}")]
    public void What_is_right_within_a_block_is_taken(string template) =>
        Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Html = template, Text = template }));

    [Fact]
    public void Loops_within_loops_end()
    {
        var nested = string.Concat(Enumerable.Repeat("{{#each (items @root.tags by=\",\")}}", 6)) + "x" + string.Concat(Enumerable.Repeat("{{/each}}", 6));
        var compiled = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Text = nested })).Mail;
        var model = new MailModel(new MailScene());
        model.TryFill(Encoding.UTF8.GetBytes($$"""{"tags":"{{string.Join(',', Enumerable.Range(0, 900))}}"}"""), "");

        Assert.IsType<RenderOutcome.RenderFailed>(compiled.Render(model));
    }

    [Fact]
    public void The_preheader_is_hidden_at_the_top_of_the_html_and_not_in_the_text()
    {
        var template = new MailTemplate { Name = "a", Subject = "s", Html = "<html><body class=x><p>Hi</p></body></html>", Preheader = "Sconti < 50% per {{firstName}}" };
        var prepared = MailPreparation.Of(template, new MailScene(), Core.Tracking.CampaignTracking.None);

        var mail = Rendered(prepared.Template, prepared.Links);

        Assert.StartsWith("<html><body class=x><div style=\"display:none;", mail.Html.ToString(), StringComparison.Ordinal);
        Assert.Contains(">Sconti &lt; 50% per Tom &amp; Co&#847;", mail.Html.ToString(), StringComparison.Ordinal);
        Assert.Equal("Hi\n", mail.Text.ToString());
    }

    [Theory]
    [InlineData("{{{choose gender \"f\" \"<b>\"}}}{{{firstName}}}")]
    [InlineData("{{~{choose gender \"f\" \"<b>\"}}} {{{~firstName~}}}")]
    public void A_preheader_brings_no_markup_into_the_html_whatever_braces_it_has(string preheader)
    {
        var template = new MailTemplate { Name = "a", Subject = "s", Html = "<p>Hi</p>", Preheader = preheader };
        var prepared = MailPreparation.Of(template, new MailScene(), Core.Tracking.CampaignTracking.None);

        Assert.Contains(">&lt;b&gt;Tom &amp; Co&#847;", Rendered(prepared.Template, prepared.Links).Html.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src=\"a.png\"><td background=b.png><img src='cid:x'><img src=\"https://x.example/y\"><img src=\"{{logo}}\"><img src='/c d.png'>",
        "<img src=\"https://static.example/acme/a.png\"><td background=\"https://static.example/acme/b.png\"><img src='cid:x'><img src=\"https://x.example/y\"><img src=\"{{logo}}\"><img src='https://static.example/acme/c d.png'>")]
    [InlineData("<base href=\"https://x.example/\"><img src=\"a.png\">", "<base href=\"https://x.example/\"><img src=\"a.png\">")]
    [InlineData("<img srcset=\"a.png 1x, https://x.example/b.png 2x,c.png\"><source srcset='data:image/png;base64,aa, d.png'>",
        "<img srcset=\"https://static.example/acme/a.png 1x, https://x.example/b.png 2x,https://static.example/acme/c.png\"><source srcset='data:image/png;base64,aa, d.png'>")]
    [InlineData("<td style=\"background:url(a.png) red,URL( &quot;b.png&quot; ),url(https://x.example/c.png),url(#d),url({{logo}}),url()\" background=e.png><p style='x:url(\"f.png\")'>",
        "<td style=\"background:url(https://static.example/acme/a.png) red,URL( &quot;https://static.example/acme/b.png&quot; ),url(https://x.example/c.png),url(#d),url({{logo}}),url()\" background=\"https://static.example/acme/e.png\"><p style='x:url(\"https://static.example/acme/f.png\")'>")]
    [InlineData("<style>.a{background:url('a.png')} .b{background:url(b.png</style><p>url(c.png)</p>", "<style>.a{background:url('https://static.example/acme/a.png')} .b{background:url(b.png</style><p>url(c.png)</p>")]
    public void Relative_images_come_from_the_accounts_place(string html, string expected) =>
        Assert.Equal(expected, MailPreparation.Of(new MailTemplate { Name = "a", Subject = "s", Html = html }, Scene, Core.Tracking.CampaignTracking.None).Template.Html);

    [Fact]
    public void Fields_that_no_list_has_are_told_with_their_places()
    {
        var template = new MailTemplate
        {
            Name = "a", Subject = "{{firstName}} {{vorname}}", Preheader = "{{x1}}",
            Html = "{{#if (eq cty \"it\")}}{{default a.b \"zz\"}}{{else if other}}{{/if}}\n{{#each (items tagz limit=3) as |t|}}{{name}} {{@root.rooted}} {{contact.deep}}{{/each}}{{list.title}}{{unsubscribeUrl}}{{@root.firstName}}",
            Text = "{{date birthDate \"long\" lang=tongue}} {{!-- comment --}} {{this.own}} {{number 5 2}} {{FIRSTNAME}}",
        };

        var problems = TemplateFields.Missing(TemplateFields.PartsOf(template), Core.Contacts.BuiltInFields.All);

        Assert.Equal(
            ["vorname", "x1", "cty", "a", "other", "tagz", "rooted", "deep", "tongue", "own"],
            problems.Select(p => p.Detail.Split('\'')[1]));
        Assert.Equal("line 1, column 17: no list of the campaign has the field 'vorname'", problems[0].Detail);
        Assert.StartsWith("line 2, column 16: ", problems[5].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#with contact}}{{vorname}}{{firstName}}{{/with}}", "vorname")]
    [InlineData("{{#each (items firstName)}}{{name}}{{else}}{{vorname}}{{/each}}", "vorname")]
    [InlineData("{{#each (items firstName)}}{{#if x}}{{../vorname}}{{else}}{{y}}{{/if}}{{/each}}", "vorname")]
    [InlineData("{{sender.nam}} {{sender.name}} {{List.Title}}", "sender.nam")]
    [InlineData("{{#each (items firstName)}}{{sender.nam}}{{@root.sender.nam}}{{/each}}", "sender.nam")]
    public void What_would_be_empty_in_every_mail_is_told_within_blocks_too(string source, string expected) =>
        Assert.Equal([expected], TemplateFields.Missing([("/html", source)], Core.Contacts.BuiltInFields.All).Select(p => p.Detail.Split('\'')[1]));

    private static readonly MailScene Scene = new() { AssetsUrl = "https://static.example/acme", BrandName = "Acme", BrandLogo = "https://m.example/logo" };

    private static RenderedMail Render(string text, string html = "") => Rendered(new MailTemplate { Name = "a", Subject = "s", Html = html, Text = text }, []);

    private static RenderedMail Rendered(MailTemplate template, IReadOnlyList<string> links)
    {
        var compiled = Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(template, Scene, links)).Mail;
        var model = new MailModel(Scene);
        Assert.True(model.TryFill(Encoding.UTF8.GetBytes(Fields), ""));
        return Assert.IsType<RenderOutcome.Rendered>(compiled.Render(model)).Mail;
    }
}
