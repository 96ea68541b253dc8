namespace MailMaker.Core.Inbound.Mime;

/// <summary>Message identifiers (RFC 5322 §3.6.4), always without their angle brackets.</summary>
internal static class MessageIds
{
    public static string? First(string? value) => value is null ? null : Read(value).FirstOrDefault();

    /// <summary>What stands between angle brackets; without any, each word.</summary>
    public static IEnumerable<string> Read(string value)
    {
        if (!value.Contains('<', StringComparison.Ordinal))
            return value.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('>')).Where(word => word.Length > 0);
        return value.Split('<').Skip(1).Select(piece => piece.IndexOf('>', StringComparison.Ordinal) is var end and >= 0 ? piece[..end] : piece)
            .Select(id => id.Replace(" ", "", StringComparison.Ordinal)).Where(id => id.Length > 0);
    }
}
