using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Octets of a header as text.</summary>
internal static class HeaderText
{
    /// <summary>Takes the folds out (RFC 5322 §2.2.3): a line break and the blanks after it become one space.</summary>
    public static string Unfold(ReadOnlySpan<byte> raw)
    {
        var text = Charsets.Guess(raw).AsSpan().Trim(" \t\r\n");
        if (!text.ContainsAny('\r', '\n'))
            return text.ToString();
        var unfolded = new StringBuilder(text.Length);
        while (text.IndexOfAny('\r', '\n') is var at && at >= 0)
        {
            unfolded.Append(text[..at].TrimEnd(" \t")).Append(' ');
            text = text[at..].TrimStart(" \t\r\n");
        }

        return unfolded.Append(text).ToString();
    }
}
