using System.Security.Cryptography;
using System.Text;

namespace MailMaker.Core.Consent;

/// <summary>The installation's secret, and the keys that are made of it: one a purpose, so that what one signs is never valid for another.</summary>
public sealed class SigningSecret
{
    /// <summary>Octets that the secret must have at least (RFC 2104 §3: no fewer than the hash gives).</summary>
    public const int Shortest = 32;

    private readonly byte[] extracted;

    /// <summary>The keys of a secret.</summary>
    /// <param name="secret">At least <see cref="Shortest"/> random octets.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public SigningSecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < Shortest)
            throw new ArgumentException($"The secret must have at least {Shortest} octets.", nameof(secret));
        extracted = HKDF.Extract(HashAlgorithmName.SHA256, secret.ToArray());
    }

    /// <summary>The key of a purpose, 32 octets (HKDF, RFC 5869).</summary>
    /// <param name="purpose">A word such as <c>unsubscribe</c>; never change one that is in use.</param>
    public byte[] KeyFor(string purpose) => HKDF.Expand(HashAlgorithmName.SHA256, extracted, 32, Encoding.ASCII.GetBytes(purpose));
}
