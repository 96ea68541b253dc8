namespace MailMaker.Core.Content.Helpers;

/// <summary>Which of a language's plural forms a count takes: <c>one</c>, <c>two</c>, <c>few</c>, <c>many</c>, <c>zero</c> or <c>other</c> (CLDR 44, cardinals).</summary>
internal static class PluralForm
{
    public const string One = "one";
    public const string Other = "other";
    private const string Two = "two";
    private const string Few = "few";
    private const string Many = "many";
    private const string Zero = "zero";

    /// <summary>The form of a count; for languages that are not listed as in English.</summary>
    /// <param name="count">The count; its sign does not matter.</param>
    /// <param name="tag">The language's tag, such as <c>pl</c> or <c>ar-EG</c>.</param>
    public static string Of(decimal count, string tag)
    {
        count = Math.Abs(count);
        var whole = count == decimal.Truncate(count);
        var (tens, hundreds) = (whole ? (int)(count % 10) : -1, whole ? (int)(count % 100) : -1);
        var end = tag.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant() switch
        {
            "fr" => count < 2 ? One : Other,
            "pt" when end < 0 || !tag.AsSpan(end + 1).Equals("PT", StringComparison.OrdinalIgnoreCase) => count < 2 ? One : Other,
            "pl" => !whole ? Other : count == 1 ? One : IsSlavicFew(tens, hundreds) ? Few : Many,
            "ru" or "uk" or "be" => !whole ? Other : tens == 1 && hundreds != 11 ? One : IsSlavicFew(tens, hundreds) ? Few : Many,
            "sr" or "hr" or "bs" => tens == 1 && hundreds != 11 ? One : IsSlavicFew(tens, hundreds) ? Few : Other,
            "cs" or "sk" => !whole ? Many : count == 1 ? One : count is 2 or 3 or 4 ? Few : Other,
            "sl" => !whole || hundreds is 3 or 4 ? Few : hundreds == 1 ? One : hundreds == 2 ? Two : Other,
            "lt" => !whole ? Many : tens == 0 || hundreds is > 10 and < 20 ? Other : tens == 1 ? One : Few,
            "lv" => whole && (tens == 0 || hundreds is > 10 and < 20) ? Zero : tens == 1 ? One : Other,
            "ro" => count == 1 ? One : !whole || count == 0 || hundreds is > 0 and < 20 ? Few : Other,
            "ar" => !whole ? Other : count == 0 ? Zero : count == 1 ? One : count == 2 ? Two : hundreds is >= 3 and <= 10 ? Few : hundreds > 10 ? Many : Other,
            "he" or "iw" => count == 1 || !whole && count < 1 ? One : count == 2 ? Two : Other,
            _ => count == 1 ? One : Other,
        };
    }

    private static bool IsSlavicFew(int tens, int hundreds) => tens is >= 2 and <= 4 && hundreds is not (12 or 13 or 14);
}
