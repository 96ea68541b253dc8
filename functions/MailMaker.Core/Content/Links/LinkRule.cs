namespace MailMaker.Core.Content.Links;

/// <summary>Which links are tracked, and by what target.</summary>
internal static class LinkRule
{
    /// <summary>
    /// The target of a link as it is kept, ready for a <c>Location</c> header; null when the link is left alone: other schemes (mailto:, tel:, anchors), and links with merge
    /// fields, which the way out is too (<c>{{unsubscribeUrl}}</c>): what a field said when the mail was written is not known when somebody clicks.
    /// </summary>
    /// <param name="written">The link, entities decoded.</param>
    /// <param name="baseUrl">What relative links are relative to; null when nothing says it.</param>
    public static string? TargetOf(string written, Uri? baseUrl)
    {
        // WHATWG URL §4.4: white space around a URL and line breaks within are none of it.
        var target = Marks.Clean(written).Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Trim();
        if (target.Length == 0 || target[0] == '#' || target.Contains("{{", StringComparison.Ordinal))
            return null;
        if (baseUrl is not null && !HasScheme(target))
            target = Uri.TryCreate(baseUrl, target, out var resolved) ? resolved.AbsoluteUri : target;
        return LinkLocation.Of(target);
    }

    private static bool HasScheme(string target)
    {
        var colon = target.AsSpan().IndexOfAny(":/?#");
        return colon > 0 && target[colon] == ':';
    }
}
