namespace Azure.Communication.Email;

/// <summary>Who receives an e-mail: 1 to 50 addresses in all.</summary>
public class EmailRecipients
{
    /// <summary>Recipients that all see each other.</summary>
    /// <param name="to">To whom.</param>
    public EmailRecipients(IEnumerable<EmailAddress> to)
        : this(to, null, null)
    {
    }

    /// <summary>Recipients of all three kinds.</summary>
    /// <param name="to">To whom.</param>
    /// <param name="cc">Who gets a copy.</param>
    /// <param name="bcc">Who gets a copy that the others don't see.</param>
    public EmailRecipients(IEnumerable<EmailAddress>? to = null, IEnumerable<EmailAddress>? cc = null, IEnumerable<EmailAddress>? bcc = null)
    {
        To = [.. to ?? []];
        CC = [.. cc ?? []];
        BCC = [.. bcc ?? []];
    }

    /// <summary>To whom.</summary>
    public IList<EmailAddress> To { get; }

    /// <summary>Who gets a copy.</summary>
    public IList<EmailAddress> CC { get; }

    /// <summary>Who gets a copy that the others don't see.</summary>
    public IList<EmailAddress> BCC { get; }
}
