namespace Azure.Communication.Sms;

/// <summary>How a text message is sent.</summary>
/// <param name="enableDeliveryReport">Whether the service reports the delivery as an event.</param>
public class SmsSendOptions(bool enableDeliveryReport)
{
    /// <summary>Whether the service reports the delivery as an event.</summary>
    public bool EnableDeliveryReport { get; } = enableDeliveryReport;

    /// <summary>Comes back in the delivery report; null for none.</summary>
    public string? Tag { get; set; }
}
