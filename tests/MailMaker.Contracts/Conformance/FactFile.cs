using System.Text.RegularExpressions;

namespace MailMaker.Contracts.Conformance;

/// <summary>
/// Reads the fact files: one fact a line. <c>namespace N</c> begins a namespace, an unindented line a type, an indented one a member of it;
/// <c>#</c> begins a remark. A fact that no listing confirms ends in <c>[surface]</c>.
/// </summary>
internal static partial class FactFile
{
    private static readonly HashSet<string> Words =
        ["protected", "static", "virtual", "abstract", "override", "sealed", "readonly", "new"];

    /// <summary>The types of every file in the folder.</summary>
    public static IReadOnlyList<ApiType> ReadFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(f => Read(File.ReadLines(f))).ToList();

    /// <summary>The types that the lines state.</summary>
    public static IReadOnlyList<ApiType> Read(IEnumerable<string> lines)
    {
        var types = new List<ApiType>();
        var members = new List<ApiMember>();
        var space = "";
        foreach (var line in lines.Select(Bare).Where(l => l.Length > 0))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal))
                space = line["namespace ".Length..].Trim();
            else if (char.IsWhiteSpace(line[0]))
                members.Add(Member(line.Trim()));
            else
                types.Add(Type(space, line, members = []));
        }

        return types;
    }

    private static string Bare(string line)
    {
        line = line.StartsWith('#') ? "" : line.Replace("[surface]", "", StringComparison.Ordinal).TrimEnd();
        return line;
    }

    private static ApiType Type(string space, string line, List<ApiMember> members)
    {
        var match = TypeLine().Match(line);
        if (!match.Success)
            throw new FormatException($"Not a type: {line}");
        var bases = match.Groups["bases"].Value;
        return new ApiType(
            space + "." + match.Groups["name"].Value,
            match.Groups["kind"].Value,
            match.Groups["modifier"].Captures.Select(c => c.Value).ToHashSet(),
            bases.Length == 0 ? [] : SplitOutsideBrackets(bases),
            match.Groups["signature"].Value,
            members);
    }

    private static ApiMember Member(string line)
    {
        var kind = line[..line.IndexOf(' ', StringComparison.Ordinal)];
        var rest = line[kind.Length..].TrimStart();
        var modifiers = new HashSet<string>();
        while (rest.Split(' ', 2) is [var word, var tail] && Words.Contains(word))
        {
            modifiers.Add(word);
            rest = tail;
        }

        var accessors = AccessorList().Match(rest);
        if (accessors.Success)
            rest = rest[..accessors.Index].TrimEnd();
        return new ApiMember(kind, NameIn(kind, rest), modifiers, rest, accessors.Success ? AccessorsIn(accessors.Groups[1].Value) : new HashSet<string>());
    }

    // "Task<T> Name<T>(…) where …" and "string Name" and "None = 0" and "object this[string key]".
    private static string NameIn(string kind, string rest)
    {
        if (kind == "ctor")
            return "";
        var head = kind switch
        {
            "method" => rest[..rest.IndexOf('(', StringComparison.Ordinal)],
            "value" or "const" => rest[..rest.IndexOf(" =", StringComparison.Ordinal)],
            _ => rest.Contains("this[", StringComparison.Ordinal) ? "this" : rest,
        };
        // A space inside <…> belongs to the name.
        var depth = 0;
        for (var i = head.Length - 1; i >= 0; i--)
        {
            depth += head[i] switch { '>' => 1, '<' => -1, _ => 0 };
            if (head[i] == ' ' && depth == 0)
                return head[(i + 1)..];
        }

        return head;
    }

    private static HashSet<string> AccessorsIn(string text) =>
        AccessorWord().Matches(text).Select(m => m.Value).ToHashSet();

    private static List<string> SplitOutsideBrackets(string text)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0)
                continue;
            parts.Add(text[start..i].Trim());
            start = i + 1;
        }

        parts.Add(text[start..].Trim());
        return parts;
    }

    [GeneratedRegex(@"^(?:(?<modifier>static|abstract|sealed|readonly) )*(?<kind>class|record|struct|interface|enum|delegate) (?<name>[\w.]+(?:<[\w, ]+>)?)(?: : (?<bases>.+))?(?: = (?<signature>.+))?$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\{ ([^}]*) \}$")]
    private static partial Regex AccessorList();

    [GeneratedRegex(@"(?:protected )?(?:get|set|init)")]
    private static partial Regex AccessorWord();
}
