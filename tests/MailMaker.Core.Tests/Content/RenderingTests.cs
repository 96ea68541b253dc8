using System.Text;
using MailMaker.Core.Content;

namespace MailMaker.Core.Tests.Content;

public sealed class RenderingTests
{
    private static readonly MailScene Scene = new() { ListTitle = "Clienti & amici", SenderName = "Negozio", CampaignName = "spring", ControllerName = "Rossi srl" };

    [Fact]
    public void Html_values_are_escaped_and_subject_and_text_values_are_not()
    {
        var mail = Render("Ciao {{firstName}}", "<p>{{firstName}} {{list.title}}</p>", "{{firstName}} {{list.title}}", """{"firstName":"Tom & <b>\"Jerry\"</b>"}""");

        Assert.Equal("Ciao Tom & <b>\"Jerry\"</b>", mail.Subject);
        Assert.Equal("<p>Tom &amp; &lt;b&gt;&quot;Jerry&quot;&lt;/b&gt; Clienti &amp; amici</p>", mail.Html.ToString());
        Assert.Equal("Tom & <b>\"Jerry\"</b> Clienti & amici", mail.Text.ToString());
    }

    [Fact]
    public void Fields_are_found_whatever_their_case_and_a_missing_one_is_empty() =>
        Assert.Equal("Maria Maria []", Render("{{FIRSTNAME}} {{firstname}} [{{lastName}}]", fields: """{"firstName":"Maria"}""").Subject);

    [Fact]
    public void A_campaigns_own_values_win_over_fields_of_the_same_name()
    {
        var mail = Render("{{list.title}} {{contact.list}} {{campaign.name}} {{sender.name}} {{controller.name}}", fields: """{"list":"field","campaign":"field"}""");

        Assert.Equal("Clienti & amici field spring Negozio Rossi srl", mail.Subject);
    }

    [Fact]
    public void The_link_out_is_in_reach() => Assert.Equal("https://x.example/u/t", Render("{{unsubscribeUrl}}", fields: """{"unsubscribeUrl":"evil"}""").Subject);

    [Theory]
    [InlineData("true", "yes")]
    [InlineData("false", "no")]
    [InlineData("", "no")]
    public void A_boolean_field_decides_an_if(string value, string expected) =>
        Assert.Equal(expected, Render("{{#if vip}}yes{{else}}no{{/if}}", fields: $$"""{"vip":"{{value}}"}""").Subject);

    [Fact]
    public void A_field_that_says_false_still_prints_false() => Assert.Equal("false", Render("{{vip}}", fields: """{"vip":"false"}""").Subject);

    [Theory]
    [InlineData("{{#if (eq language \"it\")}}ciao{{else}}hello{{/if}}", "ciao")]
    [InlineData("{{default firstName \"amico\"}}", "amico")]
    [InlineData("{{default language \"en\"}}", "it")]
    [InlineData("{{#unless firstName}}nobody{{/unless}}", "nobody")]
    public void Helpers_choose_by_fields(string subject, string expected) => Assert.Equal(expected, Render(subject, fields: """{"language":"it"}""").Subject);

    // As handlebars.js 4.7 ends them.
    [Theory]
    [InlineData("a{{! x }}b", "ab")]
    [InlineData("a{{!}}b", "ab")]
    [InlineData("a{{!--}}--}}b", "a--}}b")]
    [InlineData("a{{!-- {{firstName}} --}}b", "ab")]
    [InlineData("a{{!-- x }} --}}b", "ab")]
    [InlineData("a{{! x --}}b", "ab")]
    [InlineData("a{{!-}}b --}}c", "ab --}}c")]
    [InlineData("a {{~! x ~}} b", "ab")]
    [InlineData("a {{~!-- x --~}} b", "ab")]
    [InlineData("a {{!-- x --~}} b", "a b")]
    [InlineData("a {{~!-- x --}} b", "a b")]
    public void Comments_end_where_authors_expect(string subject, string expected)
    {
        Assert.Equal(expected, Render(subject).Subject);
        Assert.Equal(expected, Render("s", "<p>" + subject).Html.ToString()[3..]);
    }

    [Fact]
    public void A_field_named_like_a_loop_variable_is_a_field() =>
        Assert.Equal("1 2 3", Render("{{value}} {{key}} {{index}}", fields: """{"value":"1","key":"2","index":"3"}""").Subject);

    [Theory]
    [InlineData("Hi\r\nBcc: all@example.com")]
    [InlineData("Hi\nBcc: all@example.com")]
    [InlineData("Hi\u0085Bcc: all@example.com")]
    [InlineData("Hi\u2028Bcc: all@example.com")]
    [InlineData("Hi \t\0 Bcc: all@example.com")]
    public void A_subject_is_one_line_whatever_a_field_holds(string value)
    {
        var fields = $$"""{"firstName":{{System.Text.Json.JsonSerializer.Serialize(value)}}}""";

        Assert.Equal("Hi Bcc: all@example.com", Render("{{firstName}}", fields: fields).Subject);
    }

    [Fact]
    public void Nothing_of_dotnet_is_in_reach_of_a_template() =>
        Assert.Equal("[]", Render("[{{firstName.Length}}{{list.Names}}{{Contact.Names}}{{GetType}}]", fields: """{"firstName":"Maria"}""").Subject);

    [Fact]
    public void Groups_open_with_with_and_print_nothing_on_their_own() =>
        Assert.Equal("Clienti & amici Maria[]", Render("{{#with list}}{{title}} {{../firstName}}{{/with}}[{{this}}{{list}}{{contact}}]", fields: """{"firstName":"Maria"}""").Subject);

    [Fact]
    public async Task One_compiled_mail_serves_many_workers_at_once()
    {
        var compiled = Compile("{{firstName}}", "<p>{{#if vip}}{{firstName}}{{/if}}</p>");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            var (model, buffer) = (new MailModel(Scene), new RenderBuffer());
            for (var i = 0; i < 2_000; i++)
            {
                var name = $"n{worker}-{i}";
                Assert.True(model.TryFill(Encoding.UTF8.GetBytes($$"""{"firstName":"{{name}}","vip":"{{(i % 2 == 0 ? "true" : "false")}}"}"""), ""));
                var mail = Rendered(compiled, model, buffer);
                Assert.Equal((name, i % 2 == 0 ? $"<p>{name}</p>" : "<p></p>"), (mail.Subject, mail.Html.ToString()));
            }
        })));
    }

    [Fact]
    public void The_next_contact_does_not_inherit_fields_of_the_one_before()
    {
        var compiled = Compile("{{firstName}}-{{city}}-{{vip}}");
        var model = new MailModel(Scene);
        var buffer = new RenderBuffer();

        Assert.True(model.TryFill("""{"firstName":"A","city":"Roma","vip":"1"}"""u8, ""));
        Assert.Equal("A-Roma-1", Rendered(compiled, model, buffer).Subject);
        Assert.True(model.TryFill("""{"vip":"2","firstName":"B"}"""u8, ""));
        Assert.Equal("B--2", Rendered(compiled, model, buffer).Subject);
        Assert.False(model.TryFill("""{"firstName":["x"]}"""u8, ""));
        Assert.Equal("--", Rendered(compiled, model, buffer).Subject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":\"b\"} x")]
    [InlineData("\u0000")]
    [InlineData("{\"a\":\"\\ud83d\"}")]
    public void What_is_no_object_of_plain_values_is_not_taken(string json) => Assert.False(new MailModel(Scene).TryFill(Encoding.UTF8.GetBytes(json), ""));

    [Fact]
    public void An_empty_subject_fails_with_a_reason_without_personal_data()
    {
        var model = new MailModel(Scene);
        model.TryFill("""{"city":"Roma"}"""u8, "");

        Assert.Equal(new RenderOutcome.RenderFailed("the subject is empty"), Compile("{{firstName}}").Render(model));
    }

    [Fact]
    public void A_text_is_made_of_the_html_when_there_is_none()
    {
        const string Html = """
            <html><head><title>x</title><style>p{color:red}</style></head><body>
            <h1>Ciao   {{firstName}}!</h1><p>Tre&nbsp;offerte:</p><ul><li>Uno</li><li>Due</li></ul>
            <!-- hidden --><p>Vai <a href="https://shop.example/?a=1&amp;b={{city}}">al negozio</a>.<br>A presto</p>{{#if city}}<p>{{city}}</p>{{/if}}
            <p><a href="{{unsubscribeUrl}}">Esci</a></p></body></html>
            """;

        var mail = Render("s", Html, "", """{"firstName":"Tom & Co","city":"Forlì"}""");

        Assert.Equal(
            """
            Ciao Tom & Co!

            Tre offerte:

            - Uno
            - Due

            Vai al negozio <https://shop.example/?a=1&b=Forlì>.
            A presto

            Forlì

            Esci <https://x.example/u/t>

            """,
            mail.Text.ToString());
    }

    [Theory]
    [InlineData("<p>X</p>{{#if a}}<p>A</p>{{else}}<p>B</p>{{/if}}<p>Y</p>", "X\n\nA\n\nY\n", "X\n\nB\n\nY\n")]
    [InlineData("<p>X</p><p>{{#if a}}A{{else}}B{{/if}}</p><p>Y</p>", "X\n\nA\n\nY\n", "X\n\nB\n\nY\n")]
    [InlineData("<p>X {{#if a}}A{{else}}B{{/if}} Y</p>", "X A Y\n", "X B Y\n")]
    [InlineData("{{#if a}}<p>A</p>{{/if}}<p>Y</p>", "A\n\nY\n", "Y\n")]
    [InlineData("<div>X</div>{{#if a}}<div>A</div>{{/if}}", "X\nA\n", "X\n")]
    public void Blocks_leave_no_lines_of_their_own_in_the_text_made_of_html(string html, string with, string without)
    {
        Assert.Equal(with, Render("s", html, "", """{"a":"1"}""").Text.ToString());
        Assert.Equal(without, Render("s", html, "", "{}").Text.ToString());
    }

    [Theory]
    [InlineData("one<br>two<br/><br>three<br><br><br>four", "one\ntwo\n\nthree\n\nfour\n")]
    [InlineData("<p>one<br></p><p>two</p><div>three</div><br><div>four</div>", "one\n\ntwo\n\nthree\n\nfour\n")]
    [InlineData("<p>&copy 2026 A &amp B &nbsp &copy; &notin x &amp;copy</p><a href=\"https://x.example/?a=1&copy=2\">go</a>", "\u00a9 2026 A & B \u00a9 &notin x &copy\n\ngo <https://x.example/?a=1&copy=2>\n")]
    [InlineData("<div style=\"display: none; max-height:0\">Pre<div>header</div>&zwnj;&nbsp;</div><p>Ciao</p>", "Ciao\n")]
    [InlineData("<span style=\"display:none\">{{#if city}}</span>Roma{{/if}}<p style=\"display:none\">open", "\n\nopen\n")]
    public void A_text_made_of_html_reads_as_the_html_does(string html, string expected) => Assert.Equal(expected, Render("s", html, "").Text.ToString());

    [Theory]
    [InlineData("{{#if a}}1{{^}}2{{/if}}", "1", "2")]
    [InlineData("{{#unless a}}1{{~^~}}2{{/unless}}", "2", "1")]
    [InlineData("{{#each (items a)}}{{this}}{{^}}none{{/each}}", "x", "none")]
    [InlineData("{{^a}}1{{/a}}", "", "1")]
    [InlineData("{{^if a}}1{{else}}2{{/if}}", "2", "1")]
    public void An_inverse_sign_is_an_else(string text, string with, string without)
    {
        Assert.Equal(with, Render("s", "", text + " ", """{"a":"x"}""").Text.ToString().Trim());
        Assert.Equal(without, Render("s", "", text + " ", "{}").Text.ToString().Trim());
    }

    [Fact]
    public void Html_entities_that_spell_braces_do_not_become_code() =>
        Assert.Equal("{ {city}}\n", Render("s", "<p>&#123;&#123;city}}</p>", "", """{"city":"Roma"}""").Text.ToString());

    internal static CompiledMail Compile(string subject, string html = "", string text = "t") =>
        Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = subject, Html = html, Text = text })).Mail;

    private static RenderedMail Render(string subject, string html = "", string text = "t", string fields = "{}")
    {
        var model = new MailModel(Scene);
        Assert.True(model.TryFill(Encoding.UTF8.GetBytes(fields), "https://x.example/u/t"));
        return Rendered(Compile(subject, html, text), model, new RenderBuffer());
    }

    private static RenderedMail Rendered(CompiledMail compiled, MailModel model, RenderBuffer buffer) =>
        compiled.Render(model, buffer) switch
        {
            RenderOutcome.Rendered r => r.Mail,
            var other => new RenderedMail(((RenderOutcome.RenderFailed)other).Reason == "the subject is empty" ? "" : other.ToString(), new PartWriter(1), new PartWriter(1)),
        };
}
