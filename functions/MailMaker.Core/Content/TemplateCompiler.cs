using HandlebarsDotNet;
using MailMaker.Core.Content.Helpers;
using MailMaker.Core.Content.Links;
using Template = HandlebarsDotNet.HandlebarsTemplate<System.IO.TextWriter, object, object>;

namespace MailMaker.Core.Content;

/// <summary>
/// Turns a template into something that renders, or says what is wrong with it. Takes milliseconds: the app keeps the result by content.
/// </summary>
public static class TemplateCompiler
{
    /// <summary>Checks and compiles a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="scene">What all its mails share; nothing when absent.</param>
    /// <param name="links">The targets of its marked links; see <see cref="PreparedMail"/>.</param>
    public static TemplateCompilation Compile(MailTemplate template, MailScene? scene = null, IReadOnlyList<string>? links = null)
    {
        scene ??= new MailScene();
        var problems = new List<Problem>();
        // What was prepared was checked before it was.
        if (links is null)
            CheckSizes(template, problems);
        if (problems.Count > 0)
            return new TemplateCompilation.Refused(problems);

        var subject = Part(template.Subject, "/subject", TemplateEnvironment.Plain(scene), problems);
        var html = template.Html.Length == 0 ? null : Part(template.Html, "/html", TemplateEnvironment.Html(scene), problems);
        if (template.Preheader.Length > 0)
            Part(template.Preheader, "/preheader", TemplateEnvironment.Plain(scene), problems);
        var text = template.Text.Length > 0 || problems.Count > 0
            ? Part(template.Text, "/text", TemplateEnvironment.Plain(scene), problems)
            : TextOf(template.Html, scene, problems);
        return problems.Count > 0
            ? new TemplateCompilation.Refused(problems)
            : new TemplateCompilation.Compiled(new CompiledMail(subject!, html, text!, links is null ? LinkTargets.None : new LinkTargets(links)));
    }

    private static void CheckSizes(MailTemplate template, List<Problem> problems)
    {
        if (!Names.IsValid(template.Name))
            problems.Add(new Problem("/name", $"A template's name is {Names.Rule}."));
        if (string.IsNullOrWhiteSpace(template.Subject))
            problems.Add(new Problem("/subject", "A mail needs a subject."));
        if (string.IsNullOrWhiteSpace(template.Html) && string.IsNullOrWhiteSpace(template.Text))
            problems.Add(new Problem("/html", "A mail needs HTML, a text or both."));
        CheckSize(template.Subject, "/subject", MailTemplate.LongestSubject, problems);
        CheckSize(template.Html, "/html", MailTemplate.LongestBody, problems);
        CheckSize(template.Preheader, "/preheader", MailTemplate.LongestPreheader, problems);
        CheckSize(template.Text, "/text", MailTemplate.LongestBody, problems);
    }

    private static void CheckSize(string part, string pointer, int longest, List<Problem> problems)
    {
        if (part.Length > longest)
            problems.Add(new Problem(pointer, $"At most {longest} characters; these are {part.Length}."));
    }

    /// <summary>Checks and compiles a text that is written by a plain writer, which tells nothing apart.</summary>
    internal static Template? Plain(string source, string pointer, IHandlebars environment, List<Problem> problems) =>
        Compile(source, pointer, StaticTexts.Keep, environment, problems);

    private static CompiledPart? Part(string source, string pointer, IHandlebars environment, List<Problem> problems) =>
        Compile(source, pointer, StaticTexts.Mark, environment, problems) is { } compiled ? new CompiledPart(compiled, new StaticTexts()) : null;

    private static Template? Compile(
        string source, string pointer, Func<string, IReadOnlyList<TemplateTag>, string> prepare, IHandlebars environment, List<Problem> problems)
    {
        var (tags, fault) = TemplateScanner.Scan(source);
        var (compiled, complaint) = fault is null ? TryCompile(source, prepare(source, tags), tags, environment) : (null, fault);
        if (complaint is null && tags.Any(t => t.Kind == TagKind.Open) && !Works(string.Concat(tags.Select(t => Alone(source, t))), environment))
            complaint = Blame(source, tags, environment);
        if (complaint is not null)
            problems.Add(new Problem(pointer, complaint.Describe(source)));
        return compiled;
    }

    private static CompiledPart? TextOf(string html, MailScene scene, List<Problem> problems)
    {
        var faults = new List<Problem>();
        var text = Part(HtmlText.Of(html), "/text", TemplateEnvironment.Plain(scene), faults);
        if (text is null)
            problems.Add(new Problem("/text", "No text part can be made from this HTML, because a block begins inside a tag and ends outside of it: give one."));
        return text;
    }

    private static (Template? Compiled, TemplateFault? Fault) TryCompile(string source, string prepared, IReadOnlyList<TemplateTag> tags, IHandlebars environment)
    {
        try
        {
            var compiled = environment.Compile(new StringReader(prepared));
            // A helper that does not exist shows only when it is called: one rendering for a contact without fields calls what is outside of blocks.
            compiled(new PartWriter(1024), new MailModel(new MailScene()), null!);
            return (compiled, null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Handlebars.Net answers some faults with whatever its parser stumbled over.
            return (null, Blame(source, tags, environment) ?? new TemplateFault(0, "the template can't be compiled"));
        }
    }

    // Handlebars names no place for most faults: the first tag that does not work on its own is the one.
    private static TemplateFault? Blame(string source, IReadOnlyList<TemplateTag> tags, IHandlebars environment)
    {
        foreach (var tag in tags)
        {
            if (!Works(Alone(source, tag), environment))
                return NotHelper(source, tag) ?? new TemplateFault(tag.Start, $"'{tag.Name}' is not a helper that mails have, or is used with other arguments than it takes");
        }

        return null;
    }

    // The helper that a tag asks for as an argument: {{#if (nosuch x)}}.
    private static TemplateFault? NotHelper(string source, TemplateTag tag)
    {
        var quote = '\0';
        for (var at = tag.Start; at < tag.End; at++)
        {
            if (quote != '\0' || source[at] is '"' or '\'')
                quote = quote == '\0' ? source[at] : source[at] == quote ? '\0' : quote;
            else if (source[at] == '(' && NameAt(source, at + 1) is { Length: > 0 } name && name != "lookup" && !MailHelpers.Names.Contains(name))
                return new TemplateFault(at + 1, $"'{name}' is not a helper that mails have");
        }

        return null;
    }

    private static string NameAt(string source, int start)
    {
        var end = start;
        while (end < source.Length && char.IsLetterOrDigit(source[end]))
            end++;
        return source[start..end];
    }

    // A tag outside of its block, where every contact gets to it: a helper inside of one would else be called for the first time when mails are written.
    private static string Alone(string source, TemplateTag tag) => tag.Kind switch
    {
        TagKind.Value => source[tag.Start..tag.End],
        TagKind.Open => $"{source[tag.Start..tag.End]}{{{{/{tag.Name}}}}}",
        TagKind.Else when tag.Name != "else" => $"{{{{#{source[tag.Start..tag.End].Trim('{', '}', '~', ' ', '\t', '\r', '\n')["else".Length..].Trim()}}}}}{{{{/{tag.Name}}}}}",
        _ => "",
    };

    private static bool Works(string template, IHandlebars environment)
    {
        try
        {
            environment.Compile(new StringReader(template))(TextWriter.Null, new MailModel(new MailScene()), null!);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
