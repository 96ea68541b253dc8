using MailMaker.Core.Content.Helpers;

namespace MailMaker.Core.Content;

/// <summary>
/// The contact's fields that a template uses, with their places: a misspelt one would be empty in every mail. Names inside of <c>each</c> and <c>with</c> belong to
/// the items there and are left out, but for <c>contact.…</c>, <c>@root.…</c> and what leads out of there with <c>../</c>.
/// </summary>
public static class TemplateFields
{
    // What a mail knows besides the contact's fields, and the words of Handlebars itself.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "unsubscribeUrl", "unsubscribeLabel", "list", "controller", "sender", "brand", "campaign", "contact", "if", "unless", "each", "with", "lookup", "log", "else", "this", "as", "true", "false", "null", "undefined",
    };

    private static readonly MailModel Empty = new(new MailScene());

    /// <summary>A problem for each field that none of the lists has, and for each member that <c>sender</c>, <c>list</c> and the like do not have.</summary>
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
            foreach (var (path, at) in UnknownMembers(source))
                problems.Add(new Problem(pointer, new TemplateFault(at, $"there is no '{path}'").Describe(source)));
        }

        return problems;
    }

    /// <summary>The parts of a template's mail with their pointers.</summary>
    public static IReadOnlyList<(string Pointer, string Source)> PartsOf(MailTemplate template) =>
        [("/subject", template.Subject), ("/preheader", template.Preheader), ("/html", template.Html), ("/text", template.Text)];

    /// <summary>Whether a tag names a value that a mail knows besides the contact's fields, wherever from.</summary>
    internal static bool Uses(string source, TemplateTag tag, string name) =>
        Paths(source, tag).Any(p => Rooted(p.Path, int.MaxValue).Path.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The fields that one part uses, in order.</summary>
    internal static IEnumerable<(string Name, int At)> Used(string source)
    {
        foreach (var (path, at, isWhole) in Paths(source))
        {
            if (FieldOf(path, isWhole) is { } name)
                yield return (name, at);
        }
    }

    // {{sender.nam}} would be empty in every mail as well.
    private static IEnumerable<(string Path, int At)> UnknownMembers(string source) =>
        from p in Paths(source)
        where p.IsWhole
        let parts = p.Path.Split('.', '/')
        where parts.Length > 1 && Empty.Find(parts[0]) is NamedValues shared && shared.Find(parts[1]) is null
        select (p.Path, p.At);

    // The paths of all tags without what only says where they begin, and whether they begin at the contact.
    private static IEnumerable<(string Path, int At, bool IsWhole)> Paths(string source)
    {
        var tags = TemplateScanner.Scan(source).Tags;
        var contexts = OwnContexts(source, tags);
        foreach (var tag in tags.Where(t => t.Kind is TagKind.Value or TagKind.Open or TagKind.Else))
        {
            var depth = contexts.Count(c => c.Start < tag.Start && tag.Start < c.End);
            foreach (var (path, at) in Paths(source, tag))
            {
                var (rest, isWhole) = Rooted(path, depth);
                yield return (rest, at, isWhole);
            }
        }
    }

    private static (string Path, bool IsWhole) Rooted(string path, int depth)
    {
        var isWhole = depth == 0;
        for (var up = 1; path.StartsWith("../", StringComparison.Ordinal); up++)
            (path, isWhole) = (path[3..], up >= depth);
        foreach (var prefix in new[] { "@root.", "this.", "./" })
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                (path, isWhole) = (path[prefix.Length..], isWhole || prefix[0] == '@');
        }

        return (path, isWhole);
    }

    private static string? FieldOf(string path, bool isWhole)
    {
        var parts = path.Split('.', '/');
        if (parts[0].Equals("contact", StringComparison.OrdinalIgnoreCase) && parts.Length > 1)
            return parts[1];
        if (!isWhole || !char.IsLetter(path.FirstOrDefault()))
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

    // Places where names are not the contact's fields: inside of blocks other than if and unless, up to their else.
    private static List<(int Start, int End)> OwnContexts(string source, IReadOnlyList<TemplateTag> tags)
    {
        var ranges = new List<(int Start, int End)>();
        var open = new Stack<(TemplateTag Tag, int Else)>();
        foreach (var tag in tags)
        {
            if (tag.Kind == TagKind.Open)
                open.Push((tag, 0));
            else if (tag.Kind == TagKind.Else && open.TryPop(out var before))
                open.Push((before.Tag, before.Else > 0 ? before.Else : tag.Start));
            else if (tag.Kind == TagKind.Close && open.TryPop(out var opened) && !KeepsContext(source, opened.Tag))
                ranges.Add((opened.Tag.Start, opened.Else > 0 ? opened.Else : tag.End));
        }

        return ranges;
    }

    private static bool KeepsContext(string source, TemplateTag tag) =>
        tag.Name is "if" or "unless" || (tag.Name == "with" && source.AsSpan(tag.Start, tag.End - tag.Start).Trim("{#~} ")["with".Length..].Trim() is "contact" or "@root");
}
