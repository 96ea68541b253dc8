using System.Buffers.Text;
using System.Security.Cryptography;
using MailMaker.Core.Consent;

namespace MailMaker.Core.SignUp;

/// <summary>
/// Octets with a signature, as text that is safe in a URL and in a form: base64url of the octets and the first 16 octets of their HMAC-SHA256 under a key
/// of one purpose. Thread-safe.
/// </summary>
internal sealed class SignedText
{
    // NIST SP 800-107 §5.3.3: an HMAC may be cut to no less than 32 bits; 128 can't be found by trying.
    private const int SignatureSize = 16;
    private const int MostOctets = 256;
    private readonly byte[] key;

    /// <summary>Signs for one purpose.</summary>
    /// <param name="secret">The installation's secret.</param>
    /// <param name="purpose">What for: a signature for another purpose is none here.</param>
    public SignedText(SigningSecret secret, string purpose) => key = secret.KeyFor(purpose);

    /// <summary>The text of some octets.</summary>
    public string Write(ReadOnlySpan<byte> octets)
    {
        Span<byte> room = stackalloc byte[MostOctets];
        octets.CopyTo(room);
        Sign(octets, room.Slice(octets.Length, SignatureSize));
        return Base64Url.EncodeToString(room[..(octets.Length + SignatureSize)]);
    }

    /// <summary>Reads text of unknown origin: true when it was written here, with exactly as many octets as there is room.</summary>
    public bool TryRead(ReadOnlySpan<char> text, Span<byte> octets)
    {
        Span<byte> room = stackalloc byte[MostOctets];
        var expected = octets.Length + SignatureSize;
        // Only the one spelling that we write: no padding, no white space, no stray bits at the end.
        if (text.Length != Base64Url.GetEncodedLength(expected) || text.ContainsAny("= \t\r\n") || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, room, out var length) || length != expected
            || !Base64Url.EncodeToString(room[..length]).AsSpan().SequenceEqual(text))
            return false;
        Span<byte> signature = stackalloc byte[SignatureSize];
        Sign(room[..octets.Length], signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, room[octets.Length..expected]))
            return false;
        room[..octets.Length].CopyTo(octets);
        return true;
    }

    private void Sign(ReadOnlySpan<byte> octets, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, octets, hash);
        hash[..SignatureSize].CopyTo(signature);
    }
}
