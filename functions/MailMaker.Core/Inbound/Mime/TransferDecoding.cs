namespace MailMaker.Core.Inbound.Mime;

/// <summary>Undoes <c>Content-Transfer-Encoding</c> (RFC 2045 §6).</summary>
internal static class TransferDecoding
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? encoding) => NameOf(encoding) switch
    {
        "base64" => Base64Decoder.Decode(body.Span),
        "quoted-printable" => QuotedPrintableDecoder.Decode(body.Span),
        "x-uuencode" or "uuencode" or "x-uue" or "uue" => UuDecoder.Decode(body.Span),
        _ => body,
    };

    /// <summary>Whether the octets stand as they are.</summary>
    public static bool IsIdentity(string? encoding) => NameOf(encoding) is not ("base64" or "quoted-printable" or "x-uuencode" or "uuencode" or "x-uue" or "uue");

    private static string NameOf(string? encoding) => encoding is null ? "" : HeaderValue.Read(encoding).Value.Trim('"', '.', ' ').Replace("quoted/printable", "quoted-printable", StringComparison.Ordinal);
}
