using System.Net.Http.Headers;

namespace MailMaker.PublicPages;

/// <summary>Which language a page speaks.</summary>
internal static class PageLanguages
{
    private static readonly (PageLanguage Language, string Tag)[] All = [(PageLanguage.English, "en"), (PageLanguage.Italian, "it"), (PageLanguage.Korean, "ko")];

    /// <summary>Its BCP 47 tag.</summary>
    public static string Tag(this PageLanguage language) => All[(int)language].Tag;

    /// <summary>The language that the person's record names, when it is one of ours; else the one that the browser likes best.</summary>
    /// <param name="contact">A BCP 47 tag; null when the record names none.</param>
    /// <param name="accepted">The header <c>Accept-Language</c> (RFC 9110 §12.5.4).</param>
    public static PageLanguage Choose(string? contact, string? accepted) => Known(contact ?? "") ?? Best(accepted ?? "");

    /// <summary>Our language that a tag means; null when it means none of ours.</summary>
    public static PageLanguage? Known(string tag)
    {
        foreach (var (language, known) in All)
        {
            if (tag.StartsWith(known, StringComparison.OrdinalIgnoreCase) && (tag.Length == known.Length || tag[known.Length] is '-' or '_'))
                return language;
        }

        return null;
    }

    private static PageLanguage Best(string accepted)
    {
        var (best, quality) = (PageLanguage.English, 0.0);
        foreach (var part in accepted.Split(',', 20))
        {
            if (StringWithQualityHeaderValue.TryParse(part, out var range) && (range.Quality ?? 1) > quality && Known(range.Value) is { } known)
                (best, quality) = (known, range.Quality ?? 1);
        }

        return best;
    }
}
