namespace MailMaker.Core.Delivery;

/// <summary>The way a message takes.</summary>
public enum MessageChannel
{
    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Text message.</summary>
    Sms,

    /// <summary>Notification on a device.</summary>
    Push,
}
