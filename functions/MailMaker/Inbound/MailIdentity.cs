using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace MailMaker.Inbound;

/// <summary>Tells a mail from every other by what it holds: the same mail under another name is the same mail.</summary>
/// <param name="Value">The first sixteen octets of SHA-256 over it.</param>
public readonly record struct MailIdentity(UInt128 Value)
{
    /// <summary>The first eight octets.</summary>
    public ulong Short => (ulong)(Value >> 64);

    /// <summary>The identity of a mail.</summary>
    public static MailIdentity Of(ReadOnlySpan<byte> mail) => FromHash(SHA256.HashData(mail));

    /// <summary>The identity behind a SHA-256.</summary>
    public static MailIdentity FromHash(ReadOnlySpan<byte> hash) => new(BinaryPrimitives.ReadUInt128BigEndian(hash));

    /// <summary>Reads the text form; null when it is none.</summary>
    public static MailIdentity? Parse(string text) =>
        text.Length == 32 && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? new MailIdentity(value) : null;

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
