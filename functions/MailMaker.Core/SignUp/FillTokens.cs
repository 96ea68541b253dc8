using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using MailMaker.Core.Consent;

namespace MailMaker.Core.SignUp;

/// <summary>Writes and reads the hidden field that tells when a form was served: so that one which comes back within a second is known. Thread-safe.</summary>
public sealed class FillTokens(SigningSecret secret)
{
    /// <summary>How long a served form may be filled in.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly SignedText signed = new(secret, "form fill");

    /// <summary>The token of a form that is served now.</summary>
    public string Write(SignUpForm form, DateTimeOffset now)
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(octets, now.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], Mark(form));
        return signed.Write(octets);
    }

    /// <summary>Whether the form took a person's time: <see cref="SignUpForm.FillSeconds"/> at least and <see cref="Longest"/> at most.</summary>
    public bool TookTime(SignUpForm form, string token, DateTimeOffset now)
    {
        if (form.FillSeconds == 0)
            return true;
        Span<byte> octets = stackalloc byte[16];
        if (!signed.TryRead(token, octets) || BinaryPrimitives.ReadUInt64BigEndian(octets[8..]) != Mark(form))
            return false;
        var took = now - DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(octets));
        return took >= TimeSpan.FromSeconds(form.FillSeconds) && took <= Longest;
    }

    // Which form it is for; the signature guards it.
    private static ulong Mark(SignUpForm form) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(form.Id));
}
