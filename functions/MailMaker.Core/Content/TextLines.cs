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
            if (IsBlock(words.AsSpan(at, end - at)))
                AppendBlock(words.AsSpan(at, end - at));
            else
                Append(words.AsSpan(at, end - at));
            at = end;
        }
    }

    public void Line() => wanted = Math.Max(wanted, 1);

    public void Paragraph() => wanted = 2;

    // One ends a line, a second one leaves a line empty.
    public void Break() => wanted = wanted > 0 || breaks > 0 ? 2 : 1;

    public override string ToString() => breaks > 0 ? text.ToString() : text.Append('\n').ToString();

    /// <summary>Whether a block of the template begins, goes on or ends in a part of it.</summary>
    public static bool HasBlock(string part)
    {
        for (var at = 0; (at = part.IndexOf("{{", at, StringComparison.Ordinal)) >= 0; at += 2)
        {
            if (IsBlock(part.AsSpan(at, Math.Min(8, part.Length - at))))
                return true;
        }

        return false;
    }

    private static bool IsBlock(ReadOnlySpan<char> word)
    {
        if (!word.StartsWith("{{", StringComparison.Ordinal))
            return false;
        var inside = word.Trim("{}~ ");
        return !inside.IsEmpty && (inside[0] is '#' or '/' or '^' or '!' || inside is "else" || inside.StartsWith("else ", StringComparison.Ordinal));
    }

    // A block tag prints nothing. Between lines it gets a line of its own, which Handlebars takes out with it; within a line it stays where it is.
    private void AppendBlock(ReadOnlySpan<char> tag)
    {
        BreakLines();
        if (breaks > 0)
        {
            text.Append(tag).Append('\n');
            return;
        }

        if (space)
            text.Append(' ');
        space = false;
        text.Append(tag);
    }

    private void BreakLines()
    {
        for (; breaks < wanted; breaks++)
            text.Append('\n');
        wanted = 0;
    }

    private void Append(ReadOnlySpan<char> word)
    {
        BreakLines();
        if (space && breaks == 0)
            text.Append(' ');
        text.Append(word);
        (breaks, space) = (0, false);
    }
}
