namespace MailMaker.Delivery.Smtp;

/// <summary>
/// How long the relay may take for each answer: RFC 5321 §4.5.3.2 times a factor. The RFC's own, up to ten minutes, are for the open net; a function may run ten
/// minutes in all, with a hundred mails to hand over.
/// </summary>
/// <param name="Factor">What the RFC's time-outs are multiplied with.</param>
internal readonly record struct SmtpTimeouts(double Factor)
{
    /// <summary>Until the connection stands and the server has greeted (§4.5.3.2.1).</summary>
    public TimeSpan Greeting => TimeSpan.FromMinutes(5 * Factor);

    /// <summary>Until EHLO, STARTTLS, AUTH, MAIL, RCPT or RSET is answered (§4.5.3.2.2, 3).</summary>
    public TimeSpan Command => TimeSpan.FromMinutes(5 * Factor);

    /// <summary>Until DATA is answered (§4.5.3.2.4).</summary>
    public TimeSpan Data => TimeSpan.FromMinutes(2 * Factor);

    /// <summary>Until a piece of the content is taken (§4.5.3.2.5).</summary>
    public TimeSpan Block => TimeSpan.FromMinutes(3 * Factor);

    /// <summary>Until the end of the content is answered (§4.5.3.2.6): the server works then, and to give up early makes doubles.</summary>
    public TimeSpan End => TimeSpan.FromMinutes(10 * Factor);

    /// <summary>From the moment by which a mail had to begin until its end leaves: what the answers before it may take, and a piece of the content.</summary>
    public TimeSpan Leave => (2 * Command) + Data + Block;

    /// <summary>Until QUIT is answered. Nothing depends on it.</summary>
    public TimeSpan Quit => TimeSpan.FromSeconds(20 * Factor);
}
