using System.Buffers.Binary;
using MailMaker.Core.Contacts;
using System.Security.Cryptography;
using System.Text;

namespace MailMaker.Core.Campaigns;

/// <summary>
/// What was sent to one address through any list of an account lately, and through which contact each campaign writes to it. Immutable; the default value is the empty history.
/// </summary>
public readonly struct AddressHistory
{
    private const int HolderSize = 16;
    private readonly byte[]? holders;

    private AddressHistory(SendHistory sends, byte[] holders)
    {
        Sends = sends;
        this.holders = holders;
    }

    /// <summary>The messages.</summary>
    public SendHistory Sends { get; }

    private ReadOnlySpan<byte> Holders => holders;

    /// <summary>Reads the packed forms.</summary>
    public static AddressHistory FromBytes(byte[]? sends, byte[]? holders) => new(SendHistory.FromBytes(sends), holders ?? []);

    /// <summary>Eight bytes that stand for a contact of a list.</summary>
    public static ulong Holder(string list, ContactId contact) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{list}|{contact}")));

    /// <summary>The packed form of who holds which claim; not to be changed.</summary>
    public byte[] HolderBytes() => holders ?? [];

    /// <summary>The contact through which a campaign writes to the address; null when it does not.</summary>
    public ulong? HolderOf(CampaignTag campaign)
    {
        for (var rest = Holders; rest.Length > 0; rest = rest[HolderSize..])
        {
            if (BinaryPrimitives.ReadUInt64BigEndian(rest) == campaign.Value)
                return BinaryPrimitives.ReadUInt64BigEndian(rest[8..]);
        }

        return null;
    }

    /// <summary>The history with a claim of <paramref name="campaign"/> through a contact at <paramref name="now"/>, in the place of its claim before.</summary>
    public AddressHistory With(CampaignTag campaign, ulong holder, DateTimeOffset now)
    {
        var sends = Sends.Without(campaign).With(campaign, now);
        var next = new byte[sends.Count * HolderSize];
        var used = 0;
        for (var rest = Holders; rest.Length > 0; rest = rest[HolderSize..])
        {
            var tag = new CampaignTag(BinaryPrimitives.ReadUInt64BigEndian(rest));
            if (tag == campaign || !sends.Holds(tag))
                continue;
            rest[..HolderSize].CopyTo(next.AsSpan(used));
            used += HolderSize;
        }

        BinaryPrimitives.WriteUInt64BigEndian(next.AsSpan(used), campaign.Value);
        BinaryPrimitives.WriteUInt64BigEndian(next.AsSpan(used + 8), holder);
        return new AddressHistory(sends, next[..(used + HolderSize)]);
    }

    /// <summary>The history without the claim of <paramref name="campaign"/>.</summary>
    public AddressHistory Without(CampaignTag campaign)
    {
        var next = new List<byte>(Holders.Length);
        for (var rest = Holders; rest.Length > 0; rest = rest[HolderSize..])
        {
            if (BinaryPrimitives.ReadUInt64BigEndian(rest) != campaign.Value)
                next.AddRange(rest[..HolderSize]);
        }

        return new AddressHistory(Sends.Without(campaign), [.. next]);
    }
}
