namespace MailMaker.Core.Content;

/// <summary>
/// Finds the <c>{{…}}</c> of a template and says what can't be compiled, with its place, before Handlebars sees it: its own complaints name no place for
/// blocks, and nesting without a bound would overflow its stack and end the process.
/// </summary>
internal static class TemplateScanner
{
    /// <summary>Blocks within blocks; an <c>else if</c> is a block within its <c>if</c>.</summary>
    public const int DeepestNesting = 32;

    /// <summary>Tags in one part: compiling takes a fraction of a millisecond each.</summary>
    public const int MostTags = 2_000;

    /// <summary>Characters between <c>{{</c> and <c>}}</c>.</summary>
    private const int LongestTag = 1_000;

    /// <summary>The tags of a template, in order, or its first fault.</summary>
    public static (IReadOnlyList<TemplateTag> Tags, TemplateFault? Fault) Scan(string template)
    {
        var tags = new List<TemplateTag>();
        var open = new Stack<TemplateTag>();
        for (var at = Next(template, 0); at >= 0; at = Next(template, tags[^1].End))
        {
            if (Read(template, at) is not { } tag)
                return (tags, new TemplateFault(at, "'{{' without its '}}'"));
            if (tags.Count == MostTags)
                return (tags, new TemplateFault(at, $"more than {MostTags} tags"));
            tags.Add(tag);
            if (Check(template, tag, open) is { } fault)
                return (tags, new TemplateFault(tag.Start, fault));
        }

        return (tags, Unclosed(open) is { } left ? new TemplateFault(left.Start, $"block '{left.Name}' is never closed") : null);
    }

    private static TemplateTag? Unclosed(Stack<TemplateTag> open) => open.FirstOrDefault(t => t.Kind == TagKind.Open) is { End: > 0 } left ? left : null;

    private static string? Open(TemplateTag tag, Stack<TemplateTag> open)
    {
        open.Push(tag);
        return open.Count > DeepestNesting ? $"more than {DeepestNesting} blocks within each other" : null;
    }

    private static string? Close(TemplateTag tag, Stack<TemplateTag> open)
    {
        while (open.TryPeek(out var chained) && chained.Kind == TagKind.Else)
            open.Pop();
        if (!open.TryPop(out var opened))
            return $"'{tag.Name}' is closed but was never opened";
        return opened.Name == tag.Name ? null : $"'{tag.Name}' is closed where '{opened.Name}' is open";
    }

    private static string? Check(string template, TemplateTag tag, Stack<TemplateTag> open)
    {
        if (tag.Kind == TagKind.Foreign)
            return "partials, decorators and raw blocks are not available in mails";
        if (tag.Kind != TagKind.Comment && tag.End - tag.Start > LongestTag)
            return $"longer than {LongestTag} characters";
        if (tag.Kind is not (TagKind.Comment or TagKind.Else or TagKind.Close) && tag.Name.Length == 0)
            return "nothing between '{{' and '}}'";
        if (template.AsSpan(tag.Start, tag.End - tag.Start).Count('(') > DeepestNesting)
            return $"more than {DeepestNesting} expressions in one";
        return tag.Kind switch
        {
            TagKind.Open => Open(tag, open),
            TagKind.Else when open.Count == 0 => "'else' outside of any block",
            // Handlebars.Net would take any of them for an 'else if'.
            TagKind.Else when tag.Name is not ("else" or "if") => $"'else {tag.Name}' is not available: open the block behind an 'else'",
            TagKind.Else when tag.Name != "else" => Open(tag, open),
            TagKind.Close => Close(tag, open),
            _ => null,
        };
    }

    // The next '{{' that is not escaped with a backslash.
    private static int Next(string template, int from)
    {
        for (var at = from; (at = template.IndexOf("{{", at, StringComparison.Ordinal)) >= 0; at += 2)
        {
            // \{{ is literal text; \\{{ is a backslash and a tag.
            if (at == from || template[at - 1] != '\\' || (at - 1 > from && template[at - 2] == '\\'))
                return at;
        }

        return -1;
    }

    private static TemplateTag? Read(string template, int start)
    {
        var body = start + 2;
        if (At(template, body, "{{"))
            return new TemplateTag(TagKind.Foreign, "", start, body);
        if (At(template, body, "!--") || At(template, body, "~!--"))
            return Comment(template, start, body, "--}}", "--~}}");
        if (At(template, body, "!") || At(template, body, "~!"))
            return Comment(template, start, body, "}}");
        var triple = At(template, body, "{") || At(template, body, "~{");
        var end = EndOf(template, body, triple ? "}}}" : "}}");
        if (end < 0)
            return null;
        var inside = template.AsSpan(body, end - body).Trim("{}~ \t\r\n");
        var kind = KindOf(inside, triple);
        return new TemplateTag(kind, NameOf(inside, kind), start, end);
    }

    private static TagKind KindOf(ReadOnlySpan<char> inside, bool triple)
    {
        if (inside.IsEmpty || triple)
            return TagKind.Value;
        if (inside is "else" or "^" || inside.StartsWith("else ", StringComparison.Ordinal))
            return TagKind.Else;
        return inside[0] switch
        {
            '>' or '*' => TagKind.Foreign,
            '#' when inside.Length > 1 && inside[1] is '>' or '*' => TagKind.Foreign,
            '#' or '^' => TagKind.Open,
            '/' => TagKind.Close,
            _ => TagKind.Value,
        };
    }

    private static string NameOf(ReadOnlySpan<char> inside, TagKind kind)
    {
        if (kind is TagKind.Open or TagKind.Close)
            inside = inside[1..].Trim();
        if (kind == TagKind.Else && inside.Length > 5)
            inside = inside[5..].Trim();
        if (kind == TagKind.Else && inside is "^")
            inside = "else";
        var end = inside.IndexOfAny(" \t\r\n|");
        return (end < 0 ? inside : inside[..end]).ToString();
    }

    // Where the tag ends; a '}}' inside a quoted argument is not its end.
    private static int EndOf(string template, int from, string closing)
    {
        var quote = '\0';
        for (var i = from; i < template.Length; i++)
        {
            var c = template[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '{' && At(template, i, "{{") && i > from)
                return -1;
            else if (c == '}' && At(template, i, closing))
                return i + closing.Length;
            else if (c == '~' && At(template, i + 1, closing))
                return i + 1 + closing.Length;
        }

        return -1;
    }

    private static TemplateTag? Comment(string template, int start, int from, params ReadOnlySpan<string> closings)
    {
        var best = -1;
        foreach (var closing in closings)
        {
            var at = template.IndexOf(closing, from, StringComparison.Ordinal);
            if (at >= 0 && (best < 0 || at + closing.Length < best))
                best = at + closing.Length;
        }

        return best < 0 ? null : new TemplateTag(TagKind.Comment, "", start, best);
    }

    private static bool At(string template, int index, string expected) => string.CompareOrdinal(template, index, expected, 0, expected.Length) == 0;
}
