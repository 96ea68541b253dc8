using MailMaker.Core.Content;

namespace MailMaker.Core.Tests.Content;

public sealed class TemplateFaultTests
{
    [Theory]
    [InlineData("Ciao\n  {{#if vip}}x", "line 2, column 3: block 'if' is never closed")]
    [InlineData("Ciao\n{{/if}}", "line 2, column 1: 'if' is closed but was never opened")]
    [InlineData("{{#if a}}{{#each b}}{{/if}}{{/each}}", "line 1, column 21: 'if' is closed where 'each' is open")]
    [InlineData("a\r\nb {{firstName", "line 2, column 3: '{{' without its '}}'")]
    [InlineData("{{firstName}", "line 1, column 1: '{{' without its '}}'")]
    [InlineData("x {{}}", "line 1, column 3: nothing between '{{' and '}}'")]
    [InlineData("{{else}}", "line 1, column 1: 'else' outside of any block")]
    [InlineData("{{#if a}}1{{else unless b}}2{{/if}}", "line 1, column 11: 'else unless' is not available: open the block behind an 'else'")]
    [InlineData("{{#if a}}1{{~else each (items b)}}2{{/if}}", "line 1, column 11: 'else each' is not available: open the block behind an 'else'")]
    [InlineData("{{> other}}", "line 1, column 1: partials, decorators and raw blocks are not available in mails")]
    [InlineData("{{#> other}}{{/other}}", "line 1, column 1: partials, decorators and raw blocks are not available in mails")]
    [InlineData("{{#*inline \"a\"}}{{/inline}}", "line 1, column 1: partials, decorators and raw blocks are not available in mails")]
    [InlineData("{{{{raw}}}}{{x}}{{{{/raw}}}}", "line 1, column 1: partials, decorators and raw blocks are not available in mails")]
    [InlineData("ok {{firstName}}\n {{shout firstName}}", "line 2, column 2: 'shout' is not a helper that mails have, or is used with other arguments than it takes")]
    [InlineData("{{#if}}x{{/if}}", "line 1, column 1: 'if' is not a helper that mails have, or is used with other arguments than it takes")]
    [InlineData("a {{#if /}}x{{/if}}", "line 1, column 3: 'if' is not a helper that mails have, or is used with other arguments than it takes")]
    public void A_fault_is_named_with_line_and_column(string html, string expected)
    {
        var problem = Assert.Single(Refused(new MailTemplate { Name = "a", Subject = "s", Html = html, Text = "t" }));

        Assert.Equal(new Problem("/html", expected), problem);
    }

    [Theory]
    [InlineData("\\{{not a tag")]
    [InlineData("{{! don't }}")]
    [InlineData("{{!-- {{x}} --}}")]
    [InlineData("{{~firstName~}} {{{city}}} {{[odd name]}}")]
    [InlineData("{{#if a}}1{{else if b}}2{{else}}3{{/if}}{{^c}}4{{/c}}")]
    [InlineData("{{default firstName \"}}\"}}")]
    [InlineData("{ {x} } }}")]
    public void What_is_right_is_taken(string html) =>
        Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Html = html, Text = "t" }));

    [Fact]
    public void Every_part_is_complained_about_at_once()
    {
        var problems = Refused(new MailTemplate { Name = "a", Subject = "{{", Html = "{{/x}}", Text = "{{#if}}" });

        Assert.Equal(["/subject", "/html", "/text"], problems.Select(p => p.Pointer));
    }

    [Fact]
    public void A_mail_needs_a_name_a_subject_and_a_body() =>
        Assert.Equal(["/name", "/subject", "/html"], Refused(new MailTemplate { Name = "A B" }).Select(p => p.Pointer));

    [Fact]
    public void Sizes_are_limited() =>
        Assert.Equal(
            ["/subject", "/html"],
            Refused(new MailTemplate { Name = "a", Subject = new string('x', 1001), Html = new string('x', 500_001) }).Select(p => p.Pointer));

    [Fact]
    public void Nesting_that_would_overflow_the_stack_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{{#if a}}", 20_000)) + string.Concat(Enumerable.Repeat("{{/if}}", 20_000));
        var expression = "{{x " + new string('(', 400) + "y" + new string(')', 400) + "}}";

        var chain = "{{#if a}}" + string.Concat(Enumerable.Repeat("{{else if b}}", 1_900)) + "{{/if}}";

        Assert.Contains("32 blocks", Assert.Single(Refused(new MailTemplate { Name = "a", Subject = "s", Html = chain, Text = "t" })).Detail, StringComparison.Ordinal);
        Assert.Contains("32 blocks", Assert.Single(Refused(new MailTemplate { Name = "a", Subject = "s", Html = deep, Text = "t" })).Detail, StringComparison.Ordinal);
        Assert.Contains("32 expressions", Assert.Single(Refused(new MailTemplate { Name = "a", Subject = "s", Html = expression, Text = "t" })).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void More_tags_than_a_mail_needs_are_refused()
    {
        Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Html = Tags(2_000), Text = "t" }));
        Assert.Equal(
            "line 2001, column 1: more than 2000 tags",
            Assert.Single(Refused(new MailTemplate { Name = "a", Subject = "s", Html = Tags(2_001), Text = "t" })).Detail);

        static string Tags(int count) => string.Concat(Enumerable.Repeat("{{firstName}}\n", count));
    }

    [Fact]
    public void As_deep_as_is_allowed_compiles()
    {
        var blocks = string.Concat(Enumerable.Repeat("{{#if (eq a (eq b c))}}", 32)) + "x" + string.Concat(Enumerable.Repeat("{{/if}}", 32));
        var chain = "{{#if a}}" + string.Concat(Enumerable.Repeat("{{else if b}}", 31)) + "{{/if}}";

        Assert.IsType<TemplateCompilation.Compiled>(TemplateCompiler.Compile(new MailTemplate { Name = "a", Subject = "s", Html = blocks + chain, Text = "t" }));
    }

    [Fact]
    public void Html_whose_blocks_cut_through_tags_needs_a_text_of_its_own()
    {
        var problem = Assert.Single(Refused(new MailTemplate { Name = "a", Subject = "s", Html = "<p {{#if a}}class=x>A</p>{{/if}}" }));

        Assert.Equal("/text", problem.Pointer);
    }

    private static IReadOnlyList<Problem> Refused(MailTemplate template) =>
        Assert.IsType<TemplateCompilation.Refused>(TemplateCompiler.Compile(template)).Problems;
}
