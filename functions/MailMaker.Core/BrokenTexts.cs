using System.Text.Json;
using System.Text.Unicode;

namespace MailMaker.Core;

/// <summary>
/// Texts of a JSON body that are none: octets that are not UTF-8, and escapes that spell half of a surrogate pair, which JSON's grammar allows (RFC 8259 §8.2). Readers pass
/// over them and fail when somebody asks for the text.
/// </summary>
internal static class BrokenTexts
{
    /// <summary>Index of the first octet of the first one; null when all are texts, or when the body is no JSON before one comes.</summary>
    public static int? FirstIn(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\u"u8) < 0 && Utf8.IsValid(utf8))
            return null;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && !IsText(ref reader))
                    return (int)reader.TokenStartIndex;
            }
        }
        catch (JsonException)
        {
            // Who reads the body says where it is no JSON.
        }

        return null;
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
