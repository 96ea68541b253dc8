using System.Globalization;

namespace MailMaker.Core.Campaigns;

/// <summary>An enhanced status code (RFC 3463) without its class, as the ledger keeps it: subject * 1000 + detail.</summary>
public static class StatusDetail
{
    // The subject must fit 16 bits beside three digits of detail (RFC 3463 §2 allows three digits for both; those in use have one).
    private const int MostSubject = 64;

    /// <summary>The number of a code such as <c>5.1.1</c>; 0 when it is none, or says nothing (<c>5.0.0</c>).</summary>
    public static ushort Of(string? code)
    {
        var parts = (code ?? "").Split('.');
        return parts.Length == 3 && Number(parts[1]) is { } subject && Number(parts[2]) is { } detail && subject <= MostSubject
            ? (ushort)((subject * 1000) + detail)
            : (ushort)0;
    }

    /// <summary>The code of a number.</summary>
    /// <param name="statusClass">4 for what may be tried again, 5 for good.</param>
    /// <param name="detail">The number; 0 gives an empty text.</param>
    public static string Word(int statusClass, int detail) =>
        detail == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{statusClass}.{detail / 1000}.{detail % 1000}");

    private static int? Number(string text) =>
        text.Length is > 0 and <= 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
