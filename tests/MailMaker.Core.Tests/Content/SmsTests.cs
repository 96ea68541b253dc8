using System.Text;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Content;

public sealed class SmsTests
{
    private static readonly MailScene Scene = new() { SenderName = "Acme", ControllerEmail = "privacy@acme.example" };

    [Theory]
    [InlineData('a', 160, SmsEncoding.Gsm7, 160, 1)]
    [InlineData('a', 161, SmsEncoding.Gsm7, 161, 2)]
    [InlineData('a', 306, SmsEncoding.Gsm7, 306, 2)]
    [InlineData('a', 307, SmsEncoding.Gsm7, 307, 3)]
    [InlineData('é', 160, SmsEncoding.Gsm7, 160, 1)]
    [InlineData('€', 80, SmsEncoding.Gsm7, 160, 1)]
    [InlineData('€', 81, SmsEncoding.Gsm7, 162, 2)]
    [InlineData('€', 153, SmsEncoding.Gsm7, 306, 3)]
    [InlineData('한', 70, SmsEncoding.Ucs2, 70, 1)]
    [InlineData('한', 71, SmsEncoding.Ucs2, 71, 2)]
    [InlineData('한', 134, SmsEncoding.Ucs2, 134, 2)]
    [InlineData('한', 135, SmsEncoding.Ucs2, 135, 3)]
    [InlineData('ç', 1, SmsEncoding.Ucs2, 1, 1)]
    [InlineData('Ç', 1, SmsEncoding.Gsm7, 1, 1)]
    public void Segments_are_counted_as_the_standard_has_it(char c, int times, SmsEncoding encoding, int units, int segments)
    {
        var counted = SmsSegments.Of(new string(c, times));

        Assert.Equal((encoding, units, segments), (counted.Encoding, counted.Units, counted.Segments));
    }

    [Fact]
    public void An_escape_is_not_parted_from_its_character_where_a_segment_ends()
    {
        // 152 septets, then one that needs two: it opens the second segment, whose 153 then end one character later.
        Assert.Equal(2, SmsSegments.Of(new string('a', 152) + "€" + new string('a', 151)).Segments);
        Assert.Equal(3, SmsSegments.Of(new string('a', 152) + "€" + new string('a', 152)).Segments);
    }

    [Fact]
    public void A_surrogate_pair_is_not_parted_where_a_segment_ends()
    {
        Assert.Equal(2, SmsSegments.Of(new string('한', 66) + "😀" + new string('한', 65)).Segments);
        Assert.Equal(3, SmsSegments.Of(new string('한', 66) + "😀" + new string('한', 66)).Segments);
    }

    [Fact]
    public void The_characters_that_make_a_message_dearer_are_named() => Assert.Equal("’😀", SmsSegments.Of("It’s here 😀 and it’s new").Forcing);

    [Fact]
    public void Every_character_of_the_default_alphabet_takes_one_septet_and_of_the_extension_two()
    {
        // 3GPP TS 23.038 §6.2.1: 128 codes, one of them the escape.
        var known = Enumerable.Range(0, 0x10000).Where(c => !char.IsSurrogate((char)c)).Select(c => SmsSegments.Of(((char)c).ToString())).Where(s => s.Encoding == SmsEncoding.Gsm7).ToList();

        Assert.Equal((127, 10), (known.Count(s => s.Units == 1), known.Count(s => s.Units == 2)));
    }

    [Fact]
    public void A_message_over_its_segments_is_refused_for_this_contact_alone()
    {
        var problems = new List<Problem>();
        var sms = SmsCompiler.Compile(new SmsContent("Hello {{firstName}}", 1, "Acme"), problems)!;
        Assert.Equal("Hello Anna", Assert.IsType<SmsOutcome.Rendered>(sms.Render(Model("Anna"))).Sms.Text);
        Assert.Contains("2 segments", Assert.IsType<SmsOutcome.Refused>(sms.Render(Model(new string('한', 70)))).Reason, StringComparison.Ordinal);
        Assert.Empty(problems);
    }

    [Fact]
    public void A_message_holds_no_control_characters_and_is_not_escaped_like_html() =>
        Assert.Equal("Tom & <Co>\nend", Assert.IsType<SmsOutcome.Rendered>(Compiled("{{firstName}}\r\nend ").Render(Model("Tom & <Co>\u0007"))).Sms.Text);

    [Fact]
    public void A_template_that_multiplies_itself_is_stopped() =>
        Assert.Contains("longer", Assert.IsType<SmsOutcome.Refused>(Compiled(string.Concat(Enumerable.Repeat("{{firstName}}", 60))).Render(Model(new string('a', 100)))).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_faulty_template_is_refused_with_its_place()
    {
        var problems = new List<Problem>();
        Assert.Null(SmsCompiler.Compile(new SmsContent("Hi\n{{#if a}}", 1, ""), problems));
        Assert.Equal("/sms", Assert.Single(problems).Pointer);
    }

    [Fact]
    public void A_korean_message_begins_with_the_mark_and_the_sender_and_ends_with_the_free_way_out()
    {
        var text = Lawful("봄 세일", Regime.Kr, "+82212345678");

        Assert.StartsWith("(광고) {{sender.name}} +82212345678\n봄 세일", text, StringComparison.Ordinal);
        Assert.EndsWith("무료수신거부 {{unsubscribeUrl}}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Regime.Eu, "Acme", "Sale!", "Sale!\nStop: {{unsubscribeUrl}}")]
    [InlineData(Regime.It, "+393331234567", "Saldi! {{unsubscribeUrl}}", "Saldi! {{unsubscribeUrl}}")]
    [InlineData(Regime.Us, "+18005550100", "Sale!", "Sale!\nReply STOP to opt out")]
    [InlineData(Regime.Us, "+18005550100", "Sale! Reply STOP to end.", "Sale! Reply STOP to end.")]
    [InlineData(Regime.Us, "Acme", "Sale! Reply STOP to end.", "Sale! Reply STOP to end.\nStop: {{unsubscribeUrl}}")]
    public void A_way_out_is_added_where_the_author_wrote_none_that_works(Regime regime, string sender, string text, string expected) =>
        Assert.Equal(expected, Lawful(text, regime, sender));

    [Fact]
    public void Without_a_sender_nothing_is_sent() =>
        Assert.Equal(["/smsSender"], LawfulSms.Of("Hi", 1, List(Regime.Eu), Scene, "").Problems.Select(p => p.Pointer));

    [Fact]
    public void A_template_may_be_a_text_message_alone()
    {
        var template = new MailTemplateDefinition { Sms = "Hi {{firstName}}", MaxSegments = 2 }.ToTemplate("hello");
        Assert.True(template.Value is { HasMail: false, HasSms: true });
        Assert.Equal(["/maxSegments"], new MailTemplateDefinition { Sms = "Hi", MaxSegments = 11 }.ToTemplate("hello").Problems.Select(p => p.Pointer));
        Assert.NotEmpty(new MailTemplateDefinition().ToTemplate("hello").Problems);
    }

    private static string Lawful(string text, Regime regime, string sender) => LawfulSms.Of(text, 3, List(regime), Scene, sender).Value!.Text;

    private static ContactList List(Regime regime) => new() { Account = "acme", Name = "news", Regime = regime };

    [Theory]
    [InlineData(160, "", null)]
    [InlineData(161, "", "the message has 2 segments and may have 1")]
    [InlineData(161, " {{unsubscribeUrl}} {{sender.name}}", "the message has 2 segments and may have 1")]
    [InlineData(0, " ", "the message is empty")]
    [InlineData(0, "{{unsubscribeUrl}}", null)]
    [InlineData(161, " {{firstName}}", null)]
    [InlineData(161, "{{#if list.title}}x{{/if}}", null)]
    public void A_message_that_is_too_long_for_everybody_is_known_beforehand(int characters, string rest, string? reason)
    {
        var sms = SmsCompiler.Compile(new SmsContent(new string('a', characters) + rest, 1, "Acme"), [], Scene)!;

        Assert.Equal(reason, SmsForNobody.Reason(sms, Scene));
    }

    private static CompiledSms Compiled(string text) => SmsCompiler.Compile(new SmsContent(text, 10, "Acme"), [])!;

    private static MailModel Model(string firstName)
    {
        var model = new MailModel(Scene);
        Assert.True(model.TryFill(Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(new { firstName })), "https://example.com/u/x"));
        return model;
    }
}
