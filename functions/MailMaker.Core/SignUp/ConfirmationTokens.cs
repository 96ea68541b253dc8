using System.Buffers.Binary;
using MailMaker.Core.Consent;

namespace MailMaker.Core.SignUp;

/// <summary>
/// Writes and reads the token in a confirmation link: version, the sign-up's id (16 octets), the minute it expires (4 octets) and a signature, 50 characters in
/// all. Thread-safe.
/// </summary>
public sealed class ConfirmationTokens(SigningSecret secret)
{
    private const byte Version = 1;
    private const int Size = 1 + 16 + 4;
    private readonly SignedText signed = new(secret, "confirm");

    /// <summary>The token of a link.</summary>
    public string Write(ConfirmationLink link)
    {
        Span<byte> octets = stackalloc byte[Size];
        octets[0] = Version;
        link.SignUp.TryWriteBytes(octets[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(octets[17..], (uint)(link.ExpiresAt.ToUnixTimeSeconds() / 60));
        return signed.Write(octets);
    }

    /// <summary>Reads a token of unknown origin; null when it is none of ours. Whether it has expired is for the reader to see.</summary>
    public ConfirmationLink? Read(ReadOnlySpan<char> token)
    {
        Span<byte> octets = stackalloc byte[Size];
        return signed.TryRead(token, octets) && octets[0] == Version
            ? new ConfirmationLink(
                new Guid(octets.Slice(1, 16), bigEndian: true), DateTimeOffset.FromUnixTimeSeconds(60L * BinaryPrimitives.ReadUInt32BigEndian(octets[17..])))
            : null;
    }
}
