using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Consent;

/// <summary>
/// Writes and reads the signed token in a link out. It is compact (about 90 characters), has no expiry (a person may leave years later), and costs one
/// HMAC. Layout, before base64url: version, contact (16 octets), account, list and campaign each behind its length, and the first 16 octets of HMAC-SHA256 over
/// all of that. Thread-safe.
/// </summary>
public sealed class UnsubscribeTokens
{
    private const byte Version = 1;
    private const byte TrackingVersion = 2;
    private const int IdSize = 16;

    // NIST SP 800-107 §5.3.3: an HMAC may be cut to no less than 32 bits; 128 can't be found by trying.
    private const int SignatureSize = 16;
    private const int LongestName = 40;
    private const int LongestToken = 1 + IdSize + 3 * (1 + LongestName) + SignatureSize;

    private readonly byte[] key;

    /// <summary>Tokens under the installation's secret.</summary>
    public UnsubscribeTokens(SigningSecret secret) => key = secret.KeyFor("unsubscribe");

    /// <summary>
    /// What stands in place of a contact's own token where a message is shown or tried: it leads to nobody, so that who tests can't unsubscribe a recipient, and is as long as
    /// theirs, so that a message shown has the size, and a text message the segments, of those that are sent.
    /// </summary>
    /// <param name="account">The account's name.</param>
    /// <param name="list">The list's name.</param>
    /// <param name="campaign">The campaign's name.</param>
    public static string Sample(string account, string list, string campaign) =>
        "sample".PadRight((8 * (1 + IdSize + 3 + account.Length + list.Length + campaign.Length + SignatureSize) + 5) / 6, '-');

    /// <summary>The token for a link out; safe in a URL as it is.</summary>
    public string Write(UnsubscribeLink link) => Write(link, []);

    /// <summary>The token for a link out, and the beginning of its signature for what else has to lead to the same link.</summary>
    /// <param name="link">The link.</param>
    /// <param name="signature">Takes as many octets of the signature as it has room for.</param>
    public string Write(UnsubscribeLink link, Span<byte> signature)
    {
        Span<byte> octets = stackalloc byte[LongestToken];
        var length = WriteSigned(link, octets);
        octets.Slice(length - SignatureSize, Math.Min(signature.Length, SignatureSize)).CopyTo(signature);
        return Base64Url.EncodeToString(octets[..length]);
    }

    /// <summary>The same, and the token of the mail's tracked links and pixel.</summary>
    /// <param name="link">The link.</param>
    /// <param name="signature">Takes as many octets of the link's signature as it has room for.</param>
    /// <param name="tracking">The other token; safe in a URL as it is.</param>
    public string Write(UnsubscribeLink link, Span<byte> signature, out string tracking)
    {
        Span<byte> octets = stackalloc byte[LongestToken];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var length = WriteUnsigned(link, octets);
        HMACSHA256.HashData(key, octets[..length], hash);
        hash[..Math.Min(signature.Length, SignatureSize)].CopyTo(signature);
        hash[..SignatureSize].CopyTo(octets[length..]);
        var token = Base64Url.EncodeToString(octets[..(length + SignatureSize)]);
        octets[0] = TrackingVersion;
        hash[SignatureSize..].CopyTo(octets[length..]);
        tracking = Base64Url.EncodeToString(octets[..(length + SignatureSize)]);
        return token;
    }

    /// <summary>Whether a link's signature begins so.</summary>
    public bool IsSigned(UnsubscribeLink link, ReadOnlySpan<byte> beginning)
    {
        Span<byte> octets = stackalloc byte[LongestToken];
        var length = WriteSigned(link, octets);
        return beginning.Length is >= 8 and <= SignatureSize
            && CryptographicOperations.FixedTimeEquals(octets.Slice(length - SignatureSize, beginning.Length), beginning);
    }

    /// <summary>Reads a token of unknown origin.</summary>
    public TokenReading Read(ReadOnlySpan<char> token) => Read(token, Version);

    /// <summary>Reads the token of a tracked link or a pixel, of unknown origin.</summary>
    public TokenReading ReadTracking(ReadOnlySpan<char> token) => Read(token, TrackingVersion);

    private TokenReading Read(ReadOnlySpan<char> token, byte version)
    {
        Span<byte> octets = stackalloc byte[LongestToken];
        if (token.Length > Base64Url.GetEncodedLength(LongestToken) || !TryDecode(token, octets, out var length))
            return new TokenReading.Malformed();
        octets = octets[..length];
        if (length < 1 + IdSize + 3 + SignatureSize || octets[0] != version)
            return new TokenReading.Malformed();
        octets[0] = Version;
        var signed = octets[..^SignatureSize];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, signed, hash);
        var expected = version == Version ? hash[..SignatureSize] : hash[SignatureSize..];
        if (!CryptographicOperations.FixedTimeEquals(expected, octets[^SignatureSize..]))
            return new TokenReading.WrongSignature();
        return Parse(signed) is { } link ? new TokenReading.Valid(link) : new TokenReading.Malformed();
    }

    private int WriteSigned(UnsubscribeLink link, Span<byte> octets)
    {
        var length = WriteUnsigned(link, octets);
        Sign(octets[..length], octets.Slice(length, SignatureSize));
        return length + SignatureSize;
    }

    private static int WriteUnsigned(UnsubscribeLink link, Span<byte> octets)
    {
        octets[0] = Version;
        link.Contact.WriteTo(octets[1..]);
        var length = 1 + IdSize;
        length += WriteName(link.Account, octets[length..]);
        length += WriteName(link.List, octets[length..]);
        length += WriteName(link.Campaign, octets[length..]);
        return length;
    }

    private static bool TryDecode(ReadOnlySpan<char> token, Span<byte> octets, out int length)
    {
        length = 0;
        // Only the one spelling that we write: no padding, no white space, no stray bits at the end.
        return !token.ContainsAny("= \t\r\n") && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, octets, out length)
            && Base64Url.EncodeToString(octets[..length]).AsSpan().SequenceEqual(token);
    }

    private static UnsubscribeLink? Parse(ReadOnlySpan<byte> signed)
    {
        var id = ContactId.FromBytes(signed[1..(1 + IdSize)]);
        var rest = signed[(1 + IdSize)..];
        return ReadName(ref rest) is { } account && ReadName(ref rest) is { } list && ReadName(ref rest) is { } campaign && rest.IsEmpty
            ? new UnsubscribeLink(account, list, id, campaign)
            : null;
    }

    private static int WriteName(string name, Span<byte> room)
    {
        if (!Names.IsValid(name))
            throw new ArgumentException("A token holds names only.");
        room[0] = (byte)name.Length;
        return 1 + Encoding.ASCII.GetBytes(name, room[1..]);
    }

    private static string? ReadName(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] > rest.Length - 1)
            return null;
        var name = Encoding.ASCII.GetString(rest.Slice(1, rest[0]));
        rest = rest[(1 + rest[0])..];
        return Names.IsValid(name) ? name : null;
    }

    private void Sign(ReadOnlySpan<byte> octets, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, octets, hash);
        hash[..SignatureSize].CopyTo(signature);
    }
}
