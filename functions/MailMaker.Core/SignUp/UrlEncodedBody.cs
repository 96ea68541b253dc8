namespace MailMaker.Core.SignUp;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> (WHATWG URL §5.1): every body is one.</summary>
internal static class UrlEncodedBody
{
    /// <summary>Null, or what is wrong.</summary>
    public static string? Read(ReadOnlySpan<byte> body, SubmittedFields fields)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var mark = pair.IndexOf((byte)'=');
            var (name, value) = mark < 0 ? (Decode(pair), "") : (Decode(pair[..mark]), Decode(pair[(mark + 1)..]));
            if (fields.Add(name, value) is { } fault)
                return fault;
        }

        return null;
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+')
                bytes[length++] = (byte)' ';
            else if (text[i] == '%' && i + 2 < text.Length && Digit(text[i + 1]) is var high and >= 0 && Digit(text[i + 2]) is var low and >= 0)
            {
                bytes[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
                bytes[length++] = text[i];
        }

        return SubmittedFields.Text(bytes.AsSpan(0, length));
    }

    private static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
