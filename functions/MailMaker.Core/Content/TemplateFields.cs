using MailMaker.Core.Content.Helpers;

namespace MailMaker.Core.Content;

/// <summary>
/// The contact's fields that a template uses, with their places: a misspelt one would be empty in every mail. Names inside of <c>each</c> and <c>with</c> belong to
/// the items there and are left out, but for <c>contact.…</c> and <c>@root.…</c>.
/// </summary>
public static class TemplateFields
{
    // What a mail knows besides the contact's fields, and the words of Handlebars itself.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "unsubscribeUrl", "list", "controller", "sender", "brand", "campaign", "contact", "if", "unless", "each", "with", "lookup", "log", "else", "this", "as", "true", "false", "null", "undefined",
    };

    /// <summary>A problem for each field that none of the lists has.</summary>
    /// <param name="parts">The parts of the template with their pointers.</param>
    /// <param name="fields">The fields of the lists, built-in ones included.</param>
    public static IReadOnlyList<Problem> Missing(IReadOnlyList<(string Pointer, string Source)> parts, IEnumerable<string> fields)
    {
        var names = new HashSet<string>(fields, StringComparer.OrdinalIgnoreCase);
        var problems = new List<Problem>();
        foreach (var (pointer, source) in parts)
        {
            foreach (var (name, at) in Used(source).Where(u => !names.Contains(u.Name)))
                problems.Add(new Problem(pointer, new TemplateFault(at, $"no list of the campaign has the field '{name}'").Describe(source)));
        }

        return problems;
    }

    /// <summary>The parts of a template's mail with their pointers.</summary>
    public static IReadOnlyList<(string Pointer, string Source)> PartsOf(MailTemplate template) =>
        [("/subject", template.Subject), ("/preheader", template.Preheader), ("/html", template.Html), ("/text", template.Text)];

    /// <summary>The fields that one part uses, in order.</summary>
    internal static IEnumerable<(string Name, int At)> Used(string source)
    {
        var tags = TemplateScanner.Scan(source).Tags;
        var contexts = OwnContexts(tags);
        foreach (var tag in tags.Where(t => t.Kind is TagKind.Value or TagKind.Open or TagKind.Else))
        {
            var inContext = contexts.Any(c => c.Start < tag.Start && tag.Start < c.End);
            foreach (var (path, at) in Paths(source, tag))
            {
                if (FieldOf(path, inContext) is { } name)
                    yield return (name, at);
            }
        }
    }

    private static string? FieldOf(string path, bool inContext)
    {
        var rest = path;
        var isWhole = !inContext;
        foreach (var prefix in new[] { "@root.", "this.", "./" })
        {
            if (!rest.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            rest = rest[prefix.Length..];
            isWhole |= prefix[0] == '@';
        }

        var parts = rest.Split('.', '/');
        if (parts[0].Equals("contact", StringComparison.OrdinalIgnoreCase) && parts.Length > 1)
            return parts[1];
        if (!isWhole || rest.StartsWith('@') || rest.StartsWith("..", StringComparison.Ordinal) || !char.IsLetter(rest.FirstOrDefault()))
            return null;
        return Known.Contains(parts[0]) || MailHelpers.Names.Contains(parts[0]) ? null : parts[0];
    }

    // The words of a tag that are neither text nor names of arguments.
    private static IEnumerable<(string Path, int At)> Paths(string source, TemplateTag tag)
    {
        for (var at = tag.Start; at < tag.End; at++)
        {
            if (source[at] is '"' or '\'')
            {
                var end = source.IndexOf(source[at], at + 1);
                at = end < 0 || end >= tag.End ? tag.End : end;
            }
            else if (source[at] == '|')
            {
                yield break; // block parameters: "as |item|"
            }
            else if (char.IsLetter(source[at]) || source[at] is '@' or '.' or '[')
            {
                var start = at;
                while (at < tag.End && source[at] is not (' ' or '\t' or '\r' or '\n' or '(' or ')' or '}' or '=' or '|' or '~'))
                    at++;
                if (source[at] != '=')
                    yield return (source[start..at].Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal), start);
                at--;
                if (source[at + 1] == '=')
                    at++;
            }
            else if (char.IsDigit(source[at]))
            {
                while (at + 1 < tag.End && (char.IsLetterOrDigit(source[at + 1]) || source[at + 1] == '.'))
                    at++;
            }
        }
    }

    // Places where names are not the contact's fields: inside of blocks other than if and unless.
    private static List<(int Start, int End)> OwnContexts(IReadOnlyList<TemplateTag> tags)
    {
        var ranges = new List<(int Start, int End)>();
        var open = new Stack<TemplateTag>();
        foreach (var tag in tags)
        {
            if (tag.Kind == TagKind.Open)
                open.Push(tag);
            else if (tag.Kind == TagKind.Close && open.TryPop(out var opened) && opened.Name is not ("if" or "unless"))
                ranges.Add((opened.Start, tag.End));
        }

        return ranges;
    }
}
