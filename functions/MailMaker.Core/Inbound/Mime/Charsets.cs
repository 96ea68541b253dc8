using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Octets to text by the names that mails give their charsets, which are not always right.</summary>
internal static class Charsets
{
    // Names that .NET does not know, or takes at their narrow word where mails mean the superset (as the WHATWG Encoding Standard §4.2 does).
    private static readonly FrozenDictionary<string, int> CodePages = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = 65001, ["utf8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["x-utf-8"] = 65001, ["utf-16"] = 1200, ["utf-16le"] = 1200, ["utf-16be"] = 1201, ["unicode"] = 1200,
        ["utf-32"] = 12000, ["utf-32le"] = 12000, ["utf-32be"] = 12001, ["utf-7"] = 65000, ["utf7"] = 65000, ["unicode-1-1-utf-7"] = 65000,
        ["iso-8859-1"] = 1252, ["latin1"] = 1252, ["latin-1"] = 1252, ["l1"] = 1252, ["cp819"] = 1252, ["iso-8859-9"] = 1254, ["latin5"] = 1254,
        ["iso-8859-11"] = 874, ["tis-620"] = 874, ["tis620"] = 874, ["iso-8859-8-i"] = 28598, ["iso-8859-8-e"] = 28598, ["iso-8859-16"] = 1250, ["latin2"] = 28592,
        ["euc-kr"] = 949, ["euckr"] = 949, ["ks_c_5601-1987"] = 949, ["ks_c_5601-1989"] = 949, ["ksc5601"] = 949, ["ksc_5601"] = 949, ["korean"] = 949, ["uhc"] = 949,
        ["shift_jis"] = 932, ["shift-jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932, ["ms_kanji"] = 932, ["ms932"] = 932, ["windows-31j"] = 932, ["cswindows31j"] = 932,
        ["gb2312"] = 54936, ["gb_2312-80"] = 54936, ["gbk"] = 54936, ["x-gbk"] = 54936, ["cp936"] = 54936, ["gb18030"] = 54936, ["hz-gb-2312"] = 52936,
        ["big5-hkscs"] = 950, ["big5hkscs"] = 950, ["x-x-big5"] = 950, ["eucjp"] = 51932, ["euc_jp"] = 51932, ["ujis"] = 51932, ["iso-2022-jp-2"] = 50220, ["iso-2022-jp-ms"] = 50220,
        ["koi8"] = 20866, ["koi8r"] = 20866, ["koi8-ru"] = 21866, ["x-mac-roman"] = 10000, ["macroman"] = 10000, ["mac"] = 10000, ["cyrillic"] = 28595, ["greek"] = 28597, ["hebrew"] = 28598,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Utf8 = new UTF8Encoding(false, false);

    /// <summary>Decodes by a charset's name; by guess when there is none, or one that means nothing. Octets that don't fit become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        var codePage = CodePageOf(charset);
        if (codePage == 65000)
            return Utf7.Decode(bytes);
        if (codePage == 0 || Find(codePage) is not { } encoding)
            return Guess(bytes);
        if (codePage is 1200 && bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            encoding = Encoding.BigEndianUnicode; // RFC 2781 §4.3: the mark tells, and the name says nothing of the order
        var text = encoding.GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    /// <summary>Text of unknown charset: UTF-8 when it can be, ISO-2022-JP when it has its escapes, else windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("\x1b$"u8) >= 0 && !bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return Find(50220)!.GetString(bytes);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            bytes = bytes[3..];
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Utf8.GetString(bytes) : Windows1252.GetString(bytes);
    }

    // 0 for a name that tells nothing, US-ASCII among them: it has no octets above 127, so whatever has them is something else.
    private static int CodePageOf(string? charset)
    {
        var name = charset.AsSpan().Trim(" \t\"'").ToString();
        if (name.Length is 0 or > 40)
            return 0;
        if (CodePages.TryGetValue(name, out var known))
            return known;
        if (name.StartsWith("iso8859", StringComparison.OrdinalIgnoreCase) || name.StartsWith("iso_8859", StringComparison.OrdinalIgnoreCase))
            return CodePageOf("iso-8859-" + name.AsSpan(name.LastIndexOf("8859", StringComparison.Ordinal) + 4).Trim("-_").ToString());
        var digits = name.AsSpan().TrimStart("cpwindosxmCPWINDOSXM-_");
        if (digits.Length is 3 or 4 or 5 && digits.Length < name.Length && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is 65001 or 1200 or 1201 || Find(number) is not null ? number : 0;
        return CodePagesEncodingProvider.Instance.GetEncoding(name)?.CodePage ?? 0;
    }

    private static Encoding? Find(int codePage) => codePage switch
    {
        65001 => Utf8,
        1252 => Windows1252,
        1200 => Encoding.Unicode,
        1201 => Encoding.BigEndianUnicode,
        12000 => Encoding.UTF32,
        12001 => new UTF32Encoding(true, false),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage),
    };
}
