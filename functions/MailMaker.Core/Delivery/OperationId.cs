using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Delivery;

/// <summary>
/// The name of one hand-over, the same whenever it is computed: a second hand-over after a crash carries the same id, and a channel that honours it
/// sends once.
/// </summary>
public static class OperationId
{
    /// <summary>The id of one contact's message of one campaign on one channel.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="campaign">The campaign's name.</param>
    /// <param name="list">The list that the contact is on: contacts of two lists with the same key are not always one person.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="channel">The way the message takes.</param>
    /// <returns>A name-based UUID of version 8 over SHA-256 (RFC 9562 §5.8 and appendix B.2).</returns>
    public static Guid Of(string account, string campaign, string list, ContactId contact, MessageChannel channel)
    {
        // Names hold no '/' (see Names), so that no two operations share a text.
        Span<byte> name = stackalloc byte[3 * (account.Length + campaign.Length + list.Length) + 16 + 16];
        var length = Encoding.UTF8.GetBytes(account, name);
        name[length++] = (byte)'/';
        length += Encoding.UTF8.GetBytes(campaign, name[length..]);
        name[length++] = (byte)'/';
        length += Encoding.UTF8.GetBytes(list, name[length..]);
        name[length++] = (byte)'/';
        contact.WriteTo(name[length..]);
        length += 16;
        name[length++] = (byte)channel;

        return Named(name[..length]);
    }

    /// <summary>The id of one mail that is no campaign's.</summary>
    /// <param name="kind">What kind of mail; never an account's name.</param>
    /// <param name="key">Which one.</param>
    public static Guid OfTransactional(string kind, string key) => Named(Encoding.UTF8.GetBytes($"/{kind}/{key}"));

    private static Guid Named(ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(name, hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
