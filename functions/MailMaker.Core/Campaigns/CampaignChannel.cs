namespace MailMaker.Core.Campaigns;

/// <summary>The way or ways that a campaign takes.</summary>
public enum CampaignChannel
{
    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Text message.</summary>
    Sms,

    /// <summary>E-mail; text message for those without an e-mail address.</summary>
    EmailThenSms,
}
