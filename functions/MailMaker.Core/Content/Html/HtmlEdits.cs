using System.Text;

namespace MailMaker.Core.Content.Html;

/// <summary>Changes to a text at places found before: made together, so that places stay right.</summary>
internal sealed class HtmlEdits
{
    private readonly List<(int Start, int End, string Text)> edits = [];

    /// <summary>Puts a text in place of another, or between two characters.</summary>
    public void Replace(int start, int end, string text) => edits.Add((start, end, text));

    /// <summary>The changed text.</summary>
    public string Apply(string source)
    {
        if (edits.Count == 0)
            return source;
        var changed = new StringBuilder(source.Length + 256);
        var at = 0;
        foreach (var (start, end, text) in edits.OrderBy(e => e.Start))
        {
            changed.Append(source, at, start - at).Append(text);
            at = end;
        }

        return changed.Append(source, at, source.Length - at).ToString();
    }
}
