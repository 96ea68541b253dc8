using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MailMaker.Core.Campaigns;

/// <summary>Eight bytes that stand for a campaign in a contact's send history.</summary>
/// <param name="Value">The first eight bytes of SHA-256 over account and campaign.</param>
public readonly record struct CampaignTag(ulong Value)
{
    /// <summary>The tag of a campaign.</summary>
    public static CampaignTag Of(string account, string campaign) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}|{campaign}"))));
}
