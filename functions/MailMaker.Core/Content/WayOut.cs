using MailMaker.Core.Lists;

namespace MailMaker.Core.Content;

/// <summary>
/// The link out that every message of a campaign shows (docs/decisions/0034-a-way-out-in-every-mail.md): whether its author wrote it, and the line that is added where not.
/// </summary>
internal static class WayOut
{
    private const string Name = "unsubscribeUrl";

    // Korea asks for it in Korean and English (Network Act, decree annex 6), whatever the reader's language.
    private const string Korean = "수신 거부 (Unsubscribe)";

    /// <summary>The line of an HTML part.</summary>
    public static string Html(LawInForce law) => $"<a href=\"{{{{{Name}}}}}\">{Label(law)}</a>";

    /// <summary>The line of a text part.</summary>
    public static string Text(LawInForce law) => $"{Label(law)}: {{{{{Name}}}}}";

    /// <summary>Whether an HTML part shows the link to every reader.</summary>
    public static bool IsInHtml(string html) => IsIn(html, Comments(html));

    /// <summary>Whether a text shows the link to every reader: outside of blocks, or in each branch of an <c>if</c> that has an <c>else</c>.</summary>
    public static bool IsInText(string text) => IsIn(text, []);

    private static string Label(LawInForce law) => law.Regime == Regime.Kr ? Korean : "{{unsubscribeLabel}}";

    private static bool IsIn(string source, List<(int Start, int End)> unseen)
    {
        var (tags, fault) = TemplateScanner.Scan(source);
        var at = 0;
        return fault is null && IsInBranch(new Part(source, tags, unseen), ref at);
    }

    // Up to the end of the branch, which is left to who began it.
    private static bool IsInBranch(Part part, ref int at)
    {
        var isShown = false;
        while (at < part.Tags.Count && part.Tags[at].Kind is not (TagKind.Else or TagKind.Close))
        {
            var tag = part.Tags[at++];
            isShown |= tag.Kind == TagKind.Open ? IsInBlock(part, tag, ref at) : tag.Kind == TagKind.Value && part.Shows(tag);
        }

        return isShown;
    }

    // One branch is written to each reader only where there is an else. What stands in a loop may be written never.
    private static bool IsInBlock(Part part, TemplateTag block, ref int at)
    {
        var (isInAll, hasElse) = (true, false);
        while (at < part.Tags.Count)
        {
            isInAll &= IsInBranch(part, ref at);
            if (at == part.Tags.Count || part.Tags[at++] is not { Kind: TagKind.Else } next)
                break;
            hasElse |= next.Name == "else";
        }

        return isInAll && hasElse && block.Name is ("if" or "unless");
    }

    // What Outlook alone shows, or nobody.
    private static List<(int Start, int End)> Comments(string html)
    {
        var comments = new List<(int Start, int End)>();
        for (var at = html.IndexOf("<!--", StringComparison.Ordinal); at >= 0; at = html.IndexOf("<!--", comments[^1].End, StringComparison.Ordinal))
        {
            // HTML §13.2.5.44: "<!-->" is a whole comment.
            var end = html.IndexOf("-->", at + 2, StringComparison.Ordinal);
            comments.Add((at, end < 0 ? html.Length : end + 3));
        }

        return comments;
    }

    private sealed record Part(string Source, IReadOnlyList<TemplateTag> Tags, List<(int Start, int End)> Unseen)
    {
        public bool Shows(TemplateTag tag) =>
            !Unseen.Exists(u => u.Start < tag.Start && tag.Start < u.End) && TemplateFields.Uses(Source, tag, Name);
    }
}
