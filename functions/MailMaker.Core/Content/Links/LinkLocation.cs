using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailMaker.Core.Content.Links;

/// <summary>A link's target as it may stand in a <c>Location</c> header: an absolute http or https URL in visible ASCII (RFC 3986).</summary>
internal static class LinkLocation
{
    private const int Longest = 8_000;
    private static readonly SearchValues<char> NotInHosts = SearchValues.Create("@{} \t\r\n<>\"'");
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>The URL with what can't stand in one percent-encoded, and everything else as it is: a shop's own signature over its query stays right. Null when it is none.</summary>
    public static string? Of(string target)
    {
        target = target.Trim();
        var host = HostStart(target);
        if (host == 0 || target.Length > Longest)
            return null;
        var end = HostEnd(target, host);
        if (AsciiHost(target[host..end]) is not { } ascii)
            return null;
        var url = new StringBuilder(target.Length + 16).Append(target, 0, host).Append(ascii);
        foreach (var rune in target.AsSpan(end).EnumerateRunes())
            Append(rune, url);
        return Uri.TryCreate(url.ToString(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? url.ToString() : null;
    }

    private static int HostStart(string target) =>
        target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;

    // A browser takes a backslash for a slash.
    private static int HostEnd(string target, int host)
    {
        var end = target.AsSpan(host).IndexOfAny("/?#\\");
        return end < 0 ? target.Length : host + end;
    }

    private static string? AsciiHost(string authority)
    {
        if (authority.Length == 0 || authority.AsSpan().ContainsAny(NotInHosts))
            return null;
        if (Ascii.IsValid(authority))
            return authority;
        try
        {
            return Idn.GetAscii(authority);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void Append(Rune rune, StringBuilder url)
    {
        if (rune.IsAscii && rune.Value is > ' ' and < 0x7f && rune.Value is not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}'))
        {
            url.Append((char)rune.Value);
            return;
        }

        Span<byte> octets = stackalloc byte[4];
        foreach (var octet in octets[..rune.EncodeToUtf8(octets)])
            url.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
    }
}
