namespace MailMaker.Core.Inbound.Mime;

/// <summary>What was wrong with a message, or too much of it. The message is read all the same.</summary>
[Flags]
public enum MimeFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Longer than <see cref="MimeLimits.MostOctets"/>: the rest was not read.</summary>
    TooLarge = 1,

    /// <summary>Nested deeper than <see cref="MimeLimits.MostDepth"/>: the deepest multipart or message was not taken apart.</summary>
    TooDeep = 2,

    /// <summary>More parts than <see cref="MimeLimits.MostParts"/>.</summary>
    TooManyParts = 4,

    /// <summary>More header fields in a part than <see cref="MimeLimits.MostFields"/>.</summary>
    TooManyFields = 8,

    /// <summary>A header field longer than <see cref="MimeLimits.MostFieldOctets"/>.</summary>
    FieldTooLong = 16,

    /// <summary>A multipart without its closing delimiter (RFC 2046 §5.1.1).</summary>
    MissingEnd = 32,

    /// <summary>A multipart that names no boundary, or whose boundary stands nowhere in its body.</summary>
    MissingBoundary = 64,

    /// <summary>A line among the header fields that is no field.</summary>
    BrokenHeader = 128,
}
