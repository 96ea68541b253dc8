namespace Azure.Communication.Email;

/// <summary>An e-mail.</summary>
public class EmailMessage
{
    /// <summary>An e-mail to many.</summary>
    /// <param name="senderAddress">An address of a verified domain of the resource.</param>
    /// <param name="recipients">Who receives it.</param>
    /// <param name="content">What it says.</param>
    public EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
    {
        SenderAddress = senderAddress;
        Recipients = recipients;
        Content = content;
    }

    /// <summary>An e-mail to one.</summary>
    /// <param name="senderAddress">An address of a verified domain of the resource.</param>
    /// <param name="recipientAddress">Who receives it.</param>
    /// <param name="content">What it says.</param>
    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
        : this(senderAddress, new EmailRecipients([new EmailAddress(recipientAddress)]), content)
    {
    }

    /// <summary>An address of a verified domain of the resource.</summary>
    public string SenderAddress { get; }

    /// <summary>Who receives it.</summary>
    public EmailRecipients Recipients { get; }

    /// <summary>What it says.</summary>
    public EmailContent Content { get; }

    /// <summary>Files sent along.</summary>
    public IList<EmailAttachment> Attachments { get; } = [];

    /// <summary>Header fields of the message itself.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    /// <summary>Where answers go.</summary>
    public IList<EmailAddress> ReplyTo { get; } = [];

    /// <summary>True: the service counts no opens and clicks of this message. Null: as the resource is set.</summary>
    public bool? UserEngagementTrackingDisabled { get; set; }
}
