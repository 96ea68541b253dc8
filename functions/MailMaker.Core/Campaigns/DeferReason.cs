namespace MailMaker.Core.Campaigns;

/// <summary>Why a recipient waits. The numbers are stored: never renumber, only add.</summary>
public enum DeferReason
{
    /// <summary>The channel could not take the message for now.</summary>
    Channel = 0,

    /// <summary>Quiet hours, the night of the list's law included.</summary>
    QuietHours = 1,

    /// <summary>A frequency cap is used up for now.</summary>
    Capped = 2,

    /// <summary>The campaign's or the sender's rate is used up for now.</summary>
    Rate = 3,

    /// <summary>The recipient's local time of the campaign has not come.</summary>
    Schedule = 4,
}
