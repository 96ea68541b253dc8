using MailMaker.Core.Delivery;

namespace MailMaker.Core.Campaigns;

/// <summary>Which way one contact's message takes.</summary>
public static class ChannelChoice
{
    /// <summary>
    /// The decision. Only who has no e-mail address gets a text message instead: one who refused e-mail or is suppressed there is not written to by another way,
    /// and a text message needs a consent of its own (<see cref="Lists.ChannelPermission"/>).
    /// </summary>
    /// <param name="campaign">The campaign's way or ways.</param>
    /// <param name="email">The contact's e-mail address; empty when it has none.</param>
    public static MessageChannel Of(CampaignChannel campaign, string email) => campaign switch
    {
        CampaignChannel.Sms => MessageChannel.Sms,
        CampaignChannel.EmailThenSms when email.Length == 0 => MessageChannel.Sms,
        _ => MessageChannel.Email,
    };

    /// <summary>Whether a campaign's messages may take a way.</summary>
    public static bool Takes(CampaignChannel campaign, MessageChannel channel) => campaign switch
    {
        CampaignChannel.Email => channel == MessageChannel.Email,
        CampaignChannel.Sms => channel == MessageChannel.Sms,
        _ => channel is MessageChannel.Email or MessageChannel.Sms,
    };
}
