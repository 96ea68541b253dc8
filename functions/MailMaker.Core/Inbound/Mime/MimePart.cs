namespace MailMaker.Core.Inbound.Mime;

/// <summary>A part of a message (RFC 2046), or the whole message as its outermost part. Nothing in it is decoded before it is asked for.</summary>
public sealed class MimePart
{
    internal MimePart(HeaderFields fields, string defaultType)
    {
        Fields = fields;
        ContentType = HeaderValue.Read(fields.Find("Content-Type")?.Value ?? defaultType);
        MediaType = MediaTypeOf(ContentType.Value, defaultType);
        Disposition = fields.Find("Content-Disposition") is { } field ? HeaderValue.Read(field.Value) : null;
    }

    /// <summary>The part's header fields.</summary>
    public HeaderFields Fields { get; }

    /// <summary><c>Content-Type</c>, or what RFC 2045 §5.2 and RFC 2046 §5.1.5 say stands in for it.</summary>
    public HeaderValue ContentType { get; }

    /// <summary>Type and subtype in lower case, <c>text/plain</c> when the field can't be understood.</summary>
    public string MediaType { get; }

    /// <summary><c>Content-Disposition</c>, or null.</summary>
    public HeaderValue? Disposition { get; }

    /// <summary>Octets of the body as they stand in the message, not decoded. Of a multipart that was taken apart and of an embedded message: everything in it.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>A multipart's parts; empty for all others, and where no boundary was found.</summary>
    public IReadOnlyList<MimePart> Children { get; internal set; } = [];

    /// <summary>The message within a <c>message/rfc822</c>, <c>message/global</c>, <c>text/rfc822-headers</c> or <c>message/global-headers</c>, else null.</summary>
    public InboundMail? Message { get; internal set; }

    /// <summary>Whether the type says multipart.</summary>
    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>The name of the file that the part says it is, or null. Not to be trusted: it may hold path separators, controls and anything else.</summary>
    public string? FileName => Named(Disposition?["filename"]) ?? Named(ContentType["name"]);

    /// <summary><c>Content-ID</c> without its angle brackets, or null.</summary>
    public string? ContentId => MessageIds.First(Fields.Find("Content-ID")?.Value);

    /// <summary>Whether the part is not for showing among the text: it says so, or it has a name, or it is neither text nor a container.</summary>
    public bool IsAttachment => !IsMultipart && (Disposition?.Value == "attachment" || FileName is not null
        || !(MediaType.StartsWith("text/", StringComparison.Ordinal) || MediaType.StartsWith("message/", StringComparison.Ordinal)));

    /// <summary>The body with its transfer encoding undone (RFC 2045 §6); an unknown one is taken for none. Decoded anew at each call.</summary>
    public ReadOnlyMemory<byte> Decode() => TransferDecoding.Decode(Body, Fields.Find("Content-Transfer-Encoding")?.Value);

    /// <summary>The decoded body as text of the part's charset; without one, or with an unknown one, by guess.</summary>
    public string DecodeText() => Charsets.Decode(Decode().Span, ContentType["charset"]);

    /// <summary>The body as blocks of fields: <c>message/delivery-status</c> (RFC 3464), <c>message/feedback-report</c> (RFC 5965), <c>message/disposition-notification</c>.</summary>
    public IReadOnlyList<HeaderFields> ReadFieldGroups() => HeaderFields.ReadGroups(Decode());

    /// <summary>This part and all below it, outermost first. Embedded messages are not entered: they speak for themselves (<see cref="Message"/>).</summary>
    public IEnumerable<MimePart> SelfAndDescendants()
    {
        yield return this;
        foreach (var child in Children)
        {
            foreach (var part in child.SelfAndDescendants())
                yield return part;
        }
    }

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    private static string MediaTypeOf(string value, string defaultType)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var good = slash > 0 && slash < value.Length - 1 && !value.AsSpan().ContainsAny(" \t\"") && !value.AsSpan(slash + 1).Contains('/');
        return good ? value : value.Length == 0 ? defaultType : "text/plain";
    }
}
