using System.Buffers;

namespace MailMaker.Core.Content;

/// <summary>Where an account's images lie.</summary>
internal static class AssetsAddress
{
    private const int Longest = 500;

    // It is written into HTML attributes and templates as it is.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/%+@!$*,;");

    /// <summary>Whether a URL can be one.</summary>
    public static bool IsValid(string url) =>
        url.Length <= Longest && !url.AsSpan().ContainsAnyExcept(Allowed) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Host.Length: > 0 };
}
