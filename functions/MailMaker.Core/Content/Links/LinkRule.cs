namespace MailMaker.Core.Content.Links;

/// <summary>Which links are tracked, and by what target.</summary>
internal static class LinkRule
{
    /// <summary>
    /// The target of a link as it is kept; null when the link is left alone: other schemes (mailto:, tel:, anchors), a host that comes from a field (which the way out
    /// is too: <c>{{unsubscribeUrl}}</c>), and merge fields inside of <c>each</c> or <c>with</c>, whose values are not known when somebody clicks.
    /// </summary>
    /// <param name="written">The link, entities decoded.</param>
    /// <param name="baseUrl">What relative links are relative to; null when nothing says it.</param>
    /// <param name="ownContext">Whether the link stands where names mean something else than the contact's fields.</param>
    public static string? TargetOf(string written, Uri? baseUrl, bool ownContext)
    {
        // WHATWG URL §4.4: white space around a URL and line breaks within are none of it.
        var target = Marks.Clean(written).Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Trim();
        var field = target.IndexOf("{{", StringComparison.Ordinal);
        if (field >= 0 && (ownContext || TemplateScanner.Scan(target).Fault is not null))
            return null;
        if (baseUrl is not null && field != 0 && target.Length > 0 && target[0] != '#' && !HasScheme(target))
            target = Absolute(target, baseUrl);
        var origin = LinkLocation.OriginOf(field < 0 ? target : target[..target.IndexOf("{{", StringComparison.Ordinal)]);
        return origin is not null && (field < 0 ? LinkLocation.Of(target) is not null : IsBehindHost(target)) ? target : null;
    }

    private static bool HasScheme(string target)
    {
        var colon = target.AsSpan().IndexOfAny(":/?#{");
        return colon > 0 && target[colon] == ':';
    }

    // Only the part before the first merge field is resolved.
    private static string Absolute(string target, Uri baseUrl)
    {
        var field = target.IndexOf("{{", StringComparison.Ordinal);
        var fixedPart = field < 0 ? target : target[..field];
        return Uri.TryCreate(baseUrl, fixedPart, out var resolved) ? resolved.AbsoluteUri + (field < 0 ? "" : target[field..]) : target;
    }

    // The first merge field stands behind the slash, question mark or hash that ends the host.
    private static bool IsBehindHost(string target)
    {
        var host = target.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = target.AsSpan(host).IndexOfAny("/?#");
        return end >= 0 && host + end < target.IndexOf("{{", StringComparison.Ordinal);
    }

    /// <summary>Places where names are not the contact's fields: inside of blocks other than <c>if</c> and <c>unless</c>.</summary>
    public static IReadOnlyList<(int Start, int End)> OwnContexts(IReadOnlyList<TemplateTag> tags)
    {
        var ranges = new List<(int, int)>();
        var open = new Stack<TemplateTag>();
        foreach (var tag in tags)
        {
            if (tag.Kind == TagKind.Open)
                open.Push(tag);
            else if (tag.Kind == TagKind.Close && open.TryPop(out var opened) && opened.Name is not ("if" or "unless" or "choose" or "when" or "otherwise"))
                ranges.Add((opened.Start, tag.End));
        }

        return ranges;
    }
}
