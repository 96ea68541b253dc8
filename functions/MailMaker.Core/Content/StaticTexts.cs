using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailMaker.Core.Content;

/// <summary>
/// The static texts of one compiled part. Handlebars writes each of them as the same string object in every mail, so they are known again by reference: a look-up
/// of a few nanoseconds instead of copying and encoding the text. Thread-safe.
/// </summary>
internal sealed class StaticTexts
{
    // A template has no more static texts than tags; one that made new strings for each mail would else fill the memory.
    private const int MostKept = 2 * TemplateScanner.MostTags + 2;

    private readonly ConcurrentDictionary<string, StaticText> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The static text that a string is; none when it is a value.</summary>
    public bool TryFind(string written, [NotNullWhen(true)] out StaticText? text)
    {
        if (known.TryGetValue(written, out text))
            return true;
        if (!written.Contains(Marks.Static, StringComparison.Ordinal))
            return false;
        text = StaticText.Of(written);
        if (known.Count < MostKept)
            known.TryAdd(written, text);
        return true;
    }

    /// <summary>Marks the static texts of a template, each at its first character that is no white space: what Handlebars does to white space around tags stays as it is.</summary>
    public static string Mark(string template, IReadOnlyList<TemplateTag> tags) => Rewrite(template, tags, Mark);

    /// <summary>The template as it is compiled where nothing is marked.</summary>
    public static string Keep(string template, IReadOnlyList<TemplateTag> tags) => Rewrite(template, tags, static (text, written) => written.Append(text));

    private static string Rewrite(string template, IReadOnlyList<TemplateTag> tags, TextWriting write)
    {
        var written = new StringBuilder(template.Length + tags.Count + 1);
        var (at, strip) = (0, false);
        foreach (var tag in tags)
        {
            WriteText(at, tag.Start);
            written.Append(tag.Source(template));
            (at, strip) = (tag.End, tag.StripsBehind(template));
        }

        WriteText(at, template.Length);
        return written.ToString();

        void WriteText(int from, int to) => write(strip ? template.AsSpan(from, to - from).TrimStart() : template.AsSpan(from, to - from), written);
    }

    private static void Mark(ReadOnlySpan<char> text, StringBuilder marked)
    {
        var start = text.IndexOfAnyExcept(" \t\r\n");
        if (start < 0)
            marked.Append(text);
        else
            marked.Append(text[..start]).Append(Marks.Static).Append(text[start..]);
    }

    private delegate void TextWriting(ReadOnlySpan<char> text, StringBuilder written);
}
