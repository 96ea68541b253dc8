using System.Text;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>What a client says to sign in, in base64 (RFC 4954 §4).</summary>
public static class SaslText
{
    /// <summary>The one response of PLAIN (RFC 4616 §2), without an identity to act for.</summary>
    public static string Plain(string user, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"));

    /// <summary>A response of LOGIN: first the user, then the password.</summary>
    public static string Login(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
