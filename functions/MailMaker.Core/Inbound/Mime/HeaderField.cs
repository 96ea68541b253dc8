namespace MailMaker.Core.Inbound.Mime;

/// <summary>One header field (RFC 5322 §2.2) as it stands in a message.</summary>
public sealed class HeaderField
{
    internal HeaderField(string name, ReadOnlyMemory<byte> raw)
    {
        Name = name;
        Raw = raw;
    }

    /// <summary>The name as written, without the colon.</summary>
    public string Name { get; }

    /// <summary>The octets after the colon, folds and all; cut at <see cref="MimeLimits.MostFieldOctets"/>.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The value unfolded (RFC 5322 §2.2.3) and trimmed; octets above 127 are read as UTF-8 (RFC 6532) or else as windows-1252. Encoded words are left.</summary>
    public string Value => field ??= HeaderText.Unfold(Raw.Span);

    /// <summary><see cref="Value"/> with its encoded words (RFC 2047) decoded.</summary>
    public string Text => field ??= EncodedWordReader.Decode(Value);
}
