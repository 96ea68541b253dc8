using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.PublicPages;

/// <summary>Texts that are made to break pages: a few of our own, and a share of public collections where those are at hand.</summary>
internal static class HostileText
{
    private static readonly string[] Own =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
        "javascript:alert(1)", "{{constructor.constructor('alert(1)')()}}", "${7*7}", "{0}{1}{99}", "%s%n", "\u202Egnp.exe", "a\u0000b", "\r\nSet-Cookie: a=1\r\nLocation: https://elsewhere.example/",
        "//elsewhere.example", "https://elsewhere.example\\@127.0.0.1", "<meta http-equiv=refresh content=0;url=https://elsewhere.example>", "<base href=https://elsewhere.example/>",
        "&lt;b&gt;", "<!--", "]]>", "<form action=https://elsewhere.example><button>", "\" autofocus onfocus=alert(1) x=\"", "\uD800", "수신 거부 😀", "' or 1=1 --", "../../../../etc/passwd",
    ];

    /// <summary>Our own texts, and every <paramref name="nth"/> of the collections; all of them with <c>HOSTILE_TEXTS=all</c>.</summary>
    public static IReadOnlyList<string> Some(int nth)
    {
        if (Environment.GetEnvironmentVariable("HOSTILE_TEXTS") == "all")
            nth = 1;
        var folder = Path.GetFullPath(Path.Combine(NodePackages.ProjectFolder, "..", "..", "..", "shared", "corpora", "security-strings"));
        if (!Directory.Exists(folder))
        {
            Console.WriteLine("The public collections of security strings are not beside the repository: only our own were tried.");
            return Own;
        }

        using var xss = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "dompurify-xss.json")));
        using var naughty = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "blns.json")));
        var texts = xss.RootElement.EnumerateArray().Select(e => e.GetProperty("payload").GetString()!)
            .Concat(naughty.RootElement.EnumerateArray().Select(e => e.GetString()!))
            .Concat(Directory.EnumerateFiles(Path.Combine(folder, "payloads"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadLines));
        return [.. Own, .. texts.Where((_, i) => i % nth == 0)];
    }

    /// <summary>A text cut to what a title may have, never within a pair of surrogates.</summary>
    public static string Cut(this string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
