namespace MailMaker.Delivery.Smtp;

/// <summary>How a connection to the relay is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>Not at all: for a relay on the same machine or a network of one's own.</summary>
    None,

    /// <summary>STARTTLS where it is offered, whatever the certificate (RFC 7435): better than nothing, and no protection from somebody in between.</summary>
    Opportunistic,

    /// <summary>STARTTLS with a certificate that is checked (RFC 3207), or no mail.</summary>
    Required,

    /// <summary>TLS from the first octet (RFC 8314 §3.3), with a certificate that is checked.</summary>
    Implicit,
}
