using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Campaigns;

/// <summary>Eight bytes that stand for a campaign on a channel in a contact's send history.</summary>
/// <param name="Value">The first eight bytes of SHA-256 over account and campaign, the channel in place of the last two bits.</param>
public readonly record struct CampaignTag(ulong Value)
{
    private const ulong ChannelBits = 3;

    /// <summary>The channel.</summary>
    public MessageChannel Channel => (MessageChannel)(Value & ChannelBits);

    /// <summary>The same campaign on another channel.</summary>
    public CampaignTag On(MessageChannel channel) => new((Value & ~ChannelBits) | (ulong)channel);

    /// <summary>The tag of a campaign.</summary>
    public static CampaignTag Of(string account, string campaign, MessageChannel channel = MessageChannel.Email) =>
        new((BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}|{campaign}"))) & ~ChannelBits) | (ulong)channel);
}
