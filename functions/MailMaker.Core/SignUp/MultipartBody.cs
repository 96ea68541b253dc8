namespace MailMaker.Core.SignUp;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578), which scripts send. Files are passed over.</summary>
internal static class MultipartBody
{
    private const int LongestBoundary = 70; // RFC 2046 §5.1.1

    /// <summary>Null, or what is wrong.</summary>
    public static string? Read(string contentType, ReadOnlySpan<byte> body, SubmittedFields fields)
    {
        if (Parameter(contentType, "boundary") is not { Length: > 0 and <= LongestBoundary } boundary || boundary.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return "The multipart body has no boundary.";
        var delimiter = System.Text.Encoding.ASCII.GetBytes("\r\n--" + boundary);
        // The first delimiter may stand at the very beginning, without the line break that belongs to the others.
        if (!body.StartsWith(delimiter.AsSpan(2)))
            return "The multipart body does not begin with its boundary.";
        var rest = body[(delimiter.Length - 2)..];
        for (var parts = 0; !rest.StartsWith("--"u8); parts++)
        {
            var end = rest.IndexOf(delimiter);
            if (end < 0 || parts > SubmittedFields.MostFields)
                return end < 0 ? "The multipart body is cut off." : $"There are more than {SubmittedFields.MostFields} fields.";
            if (ReadPart(rest[..end], fields) is { } fault)
                return fault;
            rest = rest[(end + delimiter.Length)..];
        }

        return null;
    }

    private static string? ReadPart(ReadOnlySpan<byte> part, SubmittedFields fields)
    {
        var blank = part.IndexOf("\r\n\r\n"u8);
        if (blank < 0)
            return "A part of the multipart body has no content.";
        var (name, isFile) = Disposition(SubmittedFields.Text(part[..blank]));
        return name is null ? "A part of the multipart body has no name." : isFile ? null : fields.Add(name, SubmittedFields.Text(part[(blank + 4)..]));
    }

    private static (string? Name, bool IsFile) Disposition(string headers)
    {
        foreach (var line in headers.Split("\r\n"))
        {
            if (line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase))
                return (Parameter(line, "name"), Parameter(line, "filename") is not null);
        }

        return (null, false);
    }

    // A parameter of a header: its value, quoted or not. WHATWG HTML §4.10.21.8 writes a quote within as %22, so no backslash is looked for.
    private static string? Parameter(string header, string name)
    {
        for (var at = header.IndexOf(';', StringComparison.Ordinal); at >= 0 && at < header.Length;)
        {
            var text = header.AsSpan(at + 1).TrimStart();
            var mark = text.IndexOf('=');
            if (mark < 0)
                return null;
            var value = text[(mark + 1)..];
            var quoted = value.StartsWith("\"");
            var length = quoted ? value[1..].IndexOf('"') : value.IndexOf(';');
            if (quoted && length < 0)
                return null;
            length = length < 0 ? value.Length : length;
            if (text[..mark].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return value.Slice(quoted ? 1 : 0, length).Trim().ToString().Replace("%22", "\"", StringComparison.Ordinal);
            var next = value[(quoted ? length + 2 : length)..].IndexOf(';');
            at = next < 0 ? -1 : header.Length - value[(quoted ? length + 2 : length)..].Length + next;
        }

        return null;
    }
}
