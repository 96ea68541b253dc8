using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Delivery;

/// <summary>
/// What stands for one mail in its envelope sender (VERP) and its Message-ID, and comes back with bounces and reports: whose mail of which campaign it is, signed, and without any
/// personal data. Written as 55 lower-case base32 characters: a local part has at most 64 octets (RFC 5321 §4.5.3.1.1), and some systems change its case.
/// </summary>
/// <param name="Contact">The contact.</param>
/// <param name="Campaign">The campaign; its account and list are looked up by it.</param>
/// <param name="AddressCheck">See <see cref="CheckOf"/>: tells whether the contact has had another address since.</param>
/// <param name="Signature">The first eight octets of the signature of the contact's link out, so that a mail is signed once.</param>
public readonly record struct MailMark(ContactId Contact, CampaignTag Campaign, ushort AddressCheck, ulong Signature)
{
    /// <summary>Characters of the text form.</summary>
    public const int TextLength = 55;

    /// <summary>Octets of a signature that a mark holds: 64 bits can't be found by trying against a server.</summary>
    public const int SignatureSize = 8;

    private const int Size = 16 + 8 + 2 + SignatureSize;
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";

    /// <summary>The mark of a mail.</summary>
    /// <param name="contact">To whom.</param>
    /// <param name="campaign">Of which campaign.</param>
    /// <param name="address">To which address, in canonical form.</param>
    /// <param name="signature">The signature of the contact's link out, or its beginning.</param>
    public static MailMark Of(ContactId contact, CampaignTag campaign, string address, ReadOnlySpan<byte> signature) =>
        new(contact, campaign, CheckOf(address), BinaryPrimitives.ReadUInt64BigEndian(signature));

    /// <summary>Sixteen bits of a hash of an address: too few to find the address by, enough to see that it is another.</summary>
    /// <param name="address">The address in canonical form.</param>
    public static ushort CheckOf(string address) => (ushort)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(address.AsSpan()));

    /// <summary>Finds a mark in a text such as a local part or a Message-ID: a whole run of letters and digits of its length. Null when there is none.</summary>
    public static MailMark? FindIn(ReadOnlySpan<char> text)
    {
        while (text.Length >= TextLength)
        {
            var end = 0;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
                end++;
            if (end == TextLength && TryParse(text[..end], out var mark))
                return mark;
            text = text[Math.Min(end + 1, text.Length)..];
        }

        return null;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(TextLength, this, static (text, mark) =>
    {
        Span<byte> octets = stackalloc byte[Size];
        mark.WriteTo(octets);
        var (bits, held, at) = (0u, 0, 0);
        foreach (var octet in octets)
        {
            (bits, held) = ((bits << 8) | octet, held + 8);
            for (; held >= 5; held -= 5)
                text[at++] = Alphabet[(int)(bits >> (held - 5)) & 31];
        }

        text[at] = Alphabet[(int)(bits << (5 - held)) & 31];
    });

    private static bool TryParse(ReadOnlySpan<char> text, out MailMark mark)
    {
        mark = default;
        Span<byte> octets = stackalloc byte[Size];
        var (bits, held, at) = (0u, 0, 0);
        foreach (var c in text)
        {
            var digit = Alphabet.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (digit < 0)
                return false;
            (bits, held) = ((bits << 5) | (uint)digit, held + 5);
            if (held >= 8)
                octets[at++] = (byte)(bits >> (held -= 8));
        }

        // What is left over of the last character is nothing: one spelling a mark.
        if ((bits & ((1u << held) - 1)) != 0)
            return false;
        mark = new MailMark(
            ContactId.FromBytes(octets[..16]), new CampaignTag(BinaryPrimitives.ReadUInt64BigEndian(octets[16..])),
            BinaryPrimitives.ReadUInt16BigEndian(octets[24..]), BinaryPrimitives.ReadUInt64BigEndian(octets[26..]));
        return true;
    }

    private void WriteTo(Span<byte> octets)
    {
        Contact.WriteTo(octets[..16]);
        BinaryPrimitives.WriteUInt64BigEndian(octets[16..], Campaign.Value);
        BinaryPrimitives.WriteUInt16BigEndian(octets[24..], AddressCheck);
        BinaryPrimitives.WriteUInt64BigEndian(octets[26..], Signature);
    }
}
