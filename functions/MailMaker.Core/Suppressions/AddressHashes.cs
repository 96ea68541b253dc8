using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Consent;

namespace MailMaker.Core.Suppressions;

/// <summary>
/// What is kept of an erased person: HMAC-SHA256 under the installation's secret, cut to 16 octets. Without the secret it can't be turned back into the address by trying all of them.
/// </summary>
public sealed class AddressHashes(SigningSecret secret)
{
    private readonly byte[] key = secret.KeyFor("erased");

    /// <summary>The hash of a value of a contact.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="list">The list's name.</param>
    /// <param name="field">The field that held it: <c>email</c>, <c>mobile</c> or <c>fkey</c>.</param>
    /// <param name="value">Its canonical form.</param>
    public UInt128 Of(string account, string list, string field, string value)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{account}|{list}|{field}|{value}"), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
