using System.Text;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>From whom and to whom, as a server is told (RFC 5321 §2.3.1).</summary>
public sealed record SmtpEnvelope
{
    private SmtpEnvelope(string from, string to) => (From, To) = (from, to);

    /// <summary>The sender, where bounces go.</summary>
    public string From { get; }

    /// <summary>The recipient.</summary>
    public string To { get; }

    /// <summary>Whether only a server with SMTPUTF8 can take it: domains are in ASCII already, a local part can't be (RFC 6531 §3.1).</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(From) || !Ascii.IsValid(To);

    /// <summary>Whether a text can stand in an envelope.</summary>
    public static bool IsAddress(string text) => MailAddressText.Of(text) is not null;

    /// <summary>The envelope of a mail.</summary>
    /// <param name="mail">The mail; without a <see cref="OutboundMail.ReturnPath"/> bounces go to <paramref name="returnPath"/>, or else to its sender.</param>
    /// <param name="returnPath">The channel's own envelope sender.</param>
    /// <returns>Null when one of the addresses is none.</returns>
    public static SmtpEnvelope? Of(OutboundMail mail, string? returnPath) =>
        MailAddressText.Of(mail.ReturnPath ?? returnPath ?? mail.FromAddress) is { } from && MailAddressText.Of(mail.ToAddress) is { } to
            ? new SmtpEnvelope(from, to)
            : null;
}
