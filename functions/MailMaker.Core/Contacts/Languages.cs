using System.Collections.Frozen;

namespace MailMaker.Core.Contacts;

/// <summary>Reads languages: BCP 47 tags, and the names of common ones in English, Italian and Korean.</summary>
internal static class Languages
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["italian"] = "it", ["italiano"] = "it", ["italiana"] = "it", ["이탈리아어"] = "it", ["ita"] = "it",
        ["english"] = "en", ["inglese"] = "en", ["영어"] = "en", ["eng"] = "en",
        ["korean"] = "ko", ["coreano"] = "ko", ["한국어"] = "ko", ["kor"] = "ko", ["한글"] = "ko",
        ["german"] = "de", ["tedesco"] = "de", ["deutsch"] = "de", ["독일어"] = "de", ["deu"] = "de", ["ger"] = "de",
        ["french"] = "fr", ["francese"] = "fr", ["français"] = "fr", ["프랑스어"] = "fr", ["fra"] = "fr", ["fre"] = "fr",
        ["spanish"] = "es", ["spagnolo"] = "es", ["español"] = "es", ["스페인어"] = "es", ["spa"] = "es",
        ["portuguese"] = "pt", ["portoghese"] = "pt", ["포르투갈어"] = "pt", ["por"] = "pt",
        ["chinese"] = "zh", ["cinese"] = "zh", ["중국어"] = "zh", ["zho"] = "zh", ["chi"] = "zh",
        ["japanese"] = "ja", ["giapponese"] = "ja", ["일본어"] = "ja", ["jpn"] = "ja",
        ["russian"] = "ru", ["russo"] = "ru", ["러시아어"] = "ru", ["rus"] = "ru",
        ["dutch"] = "nl", ["olandese"] = "nl", ["polish"] = "pl", ["polacco"] = "pl", ["romanian"] = "ro", ["rumeno"] = "ro",
        ["arabic"] = "ar", ["arabo"] = "ar", ["vietnamese"] = "vi", ["베트남어"] = "vi", ["turkish"] = "tr", ["turco"] = "tr",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByName = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Writes the tag with the cases that RFC 5646 §2.1.1 recommends; false when it is neither a tag nor a known name.</summary>
    public static bool TryWrite(ReadOnlySpan<char> text, Span<char> to, out int written)
    {
        written = 0;
        if (ByName.TryGetValue(text, out var tag))
        {
            tag.CopyTo(to);
            written = tag.Length;
            return true;
        }

        if (text.Length > 35)
            return false;
        var rest = text;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny('-', '_');
            var subtag = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!IsSubtag(subtag, written == 0))
                return false;
            if (written > 0)
                to[written++] = '-';
            var first = written == 0;
            written += subtag.ToLowerInvariant(to[written..]);
            if (!first && subtag.Length == 2)
                subtag.ToUpperInvariant(to[(written - 2)..]);
            else if (!first && subtag.Length == 4 && char.IsAsciiLetter(subtag[0]))
                to[written - 4] = char.ToUpperInvariant(subtag[0]);
        }

        return written > 0;
    }

    private static bool IsSubtag(ReadOnlySpan<char> subtag, bool primary)
    {
        if (primary ? subtag.Length is not (2 or 3) : subtag.Length is < 1 or > 8)
            return false;
        foreach (var c in subtag)
        {
            if (primary ? !char.IsAsciiLetter(c) : !char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return true;
    }
}
