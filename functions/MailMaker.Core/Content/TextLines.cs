using System.Text;

namespace MailMaker.Core.Content;

/// <summary>Puts words into lines as HTML does: any white space is one space, at most one empty line in a row.</summary>
internal sealed class TextLines
{
    private readonly StringBuilder text = new();
    private int breaks = 2;
    private int wanted;
    private bool space;

    public void Words(string words)
    {
        var at = 0;
        while (at < words.Length)
        {
            var c = words[at];
            if (char.IsWhiteSpace(c))
            {
                space = true;
                at++;
                continue;
            }

            // A tag of the template goes through whole: the white space inside it is its own.
            var end = string.CompareOrdinal(words, at, "{{", 0, 2) == 0 ? words.IndexOf("}}", at, StringComparison.Ordinal) + 2 : at + 1;
            end = end < at + 1 ? words.Length : Math.Min(end, words.Length);
            Append(words.AsSpan(at, end - at));
            at = end;
        }
    }

    public void Line() => wanted = Math.Max(wanted, 1);

    public void Paragraph() => wanted = 2;

    public override string ToString() => text.Length == 0 ? "" : text.Append('\n').ToString();

    private void Append(ReadOnlySpan<char> word)
    {
        for (; breaks < wanted; breaks++)
            text.Append('\n');
        if (space && wanted == 0 && breaks == 0)
            text.Append(' ');
        text.Append(word);
        (breaks, wanted, space) = (0, 0, false);
    }
}
