namespace MailMaker.Core.Inbound.Mime;

/// <summary>
/// How much of a message is read. What lies beyond a limit is left out and named in <see cref="MimeFaults"/>; nothing throws. With these limits reading takes
/// time and memory in proportion to the message, whatever it holds.
/// </summary>
public static class MimeLimits
{
    /// <summary>Octets of a message; the rest is not looked at. Also the octets that embedded messages with a transfer encoding may decode to, all together.</summary>
    public const int MostOctets = 32 * 1024 * 1024;

    /// <summary>Levels of multiparts and embedded messages within each other; a deeper one is kept as one undivided part.</summary>
    public const int MostDepth = 32;

    /// <summary>Parts of a message, embedded messages' parts included; further ones are skipped.</summary>
    public const int MostParts = 1000;

    /// <summary>Header fields of one part; further ones are skipped.</summary>
    public const int MostFields = 1000;

    /// <summary>Octets of one header field's value; the rest is cut off.</summary>
    public const int MostFieldOctets = 128 * 1024;

    /// <summary>Addresses read out of one header field.</summary>
    public const int MostMailboxes = 2000;

    /// <summary>Parameters of a <c>Content-Type</c> or <c>Content-Disposition</c>, RFC 2231 pieces counted singly.</summary>
    public const int MostParameters = 200;

    /// <summary>Octets of a multipart's boundary; RFC 2046 §5.1.1 allows 70, some programs write more.</summary>
    public const int MostBoundaryOctets = 250;

    /// <summary>Groups of fields in a delivery status or feedback report.</summary>
    public const int MostFieldGroups = 1000;
}
