using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Consent;

namespace MailMaker.Core.SignUp;

/// <summary>
/// Under which key an address's mails are counted: a keyed hash of the mailbox. What follows a <c>+</c>, and the points that Gmail passes over, lead into the same mailbox and
/// count as one. Thread-safe.
/// </summary>
public sealed class AllowanceKeys(SigningSecret secret)
{
    private readonly byte[] key = secret.KeyFor("mail allowance");

    /// <summary>The key of an address in canonical form: 32 hexadecimal digits.</summary>
    public string Of(string address) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Mailbox(address))).AsSpan(0, 16));

    private static string Mailbox(string address)
    {
        var at = address.LastIndexOf('@');
        var (local, domain) = (address[..at], address[(at + 1)..]);
        var plus = local.IndexOf('+', 1);
        if (plus > 0)
            local = local[..plus];
        return domain is "gmail.com" or "googlemail.com" ? local.Replace(".", "", StringComparison.Ordinal) + "@gmail.com" : $"{local}@{domain}";
    }
}
