using System.Text;
using System.Text.RegularExpressions;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>The path of a blob trigger: a container, and a pattern of blob names with tokens such as <c>{name}</c>.</summary>
/// <remarks>
/// A token takes what is between two slashes; the last one takes slashes too. (Azure lets every token take slashes, as much as it can:
/// with one token a path segment, as in <c>drop/{account}/{list}/{name}</c>, both give the same for names of that depth, and Azure would
/// put the further segments of deeper names into the first token instead of the last.) Compared with case, as blob names are.
/// </remarks>
internal sealed partial class BlobPathPattern
{
    private readonly Regex names;

    private BlobPathPattern(string container, string prefix, Regex names, IReadOnlyList<string> tokens)
    {
        Container = container;
        Prefix = prefix;
        this.names = names;
        Tokens = tokens;
    }

    /// <summary>The container.</summary>
    public string Container { get; }

    /// <summary>What every fitting name begins with: the text before the first token.</summary>
    public string Prefix { get; }

    /// <summary>The tokens in order.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Reads <c>container/pattern</c>, or <c>container</c> for every blob in it.</summary>
    /// <exception cref="FormatException">A brace is alone, a token is no identifier or occurs twice, or the container is a token.</exception>
    public static BlobPathPattern Parse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        if (container.Length == 0 || container.AsSpan().ContainsAny('{', '}'))
            throw new FormatException($"The blob path '{path}' must begin with the name of a container.");
        var pattern = slash < 0 || slash == path.Length - 1 ? "{name}" : path[(slash + 1)..];
        var tokens = Token().Matches(pattern);
        var names = tokens.Select(t => t.Groups[1].Value).ToList();
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
            throw new FormatException($"A token occurs twice in the blob path '{path}'.");
        return new BlobPathPattern(container, pattern[..(tokens.Count == 0 ? pattern.Length : tokens[0].Index)], NamesOf(path, pattern, tokens), names);
    }

    /// <summary>The values of the tokens; null when the name does not fit.</summary>
    public Dictionary<string, object?>? Match(string blobName)
    {
        if (!blobName.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var match = names.Match(blobName);
        if (!match.Success)
            return null;
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Tokens.Count; i++)
            values[Tokens[i]] = match.Groups[i + 1].Value;
        return values;
    }

    private static Regex NamesOf(string path, string pattern, MatchCollection tokens)
    {
        var text = new StringBuilder("^");
        var at = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            text.Append(Literal(path, pattern[at..tokens[i].Index])).Append(i == tokens.Count - 1 ? "(.*)" : "([^/]*)");
            at = tokens[i].Index + tokens[i].Length;
        }

        text.Append(Literal(path, pattern[at..])).Append("\\z");
        // No backtracking: a file name must not be able to keep the scanner busy.
        return new Regex(text.ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    private static string Literal(string path, string text) => text.AsSpan().ContainsAny('{', '}')
        ? throw new FormatException($"The blob path '{path}' has a brace that belongs to no token.")
        : Regex.Escape(text);

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Token();
}
