using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class ChannelChoiceTests
{
    [Theory]
    [InlineData(CampaignChannel.Email, "a@example.com", MessageChannel.Email)]
    [InlineData(CampaignChannel.Email, "", MessageChannel.Email)]
    [InlineData(CampaignChannel.Sms, "a@example.com", MessageChannel.Sms)]
    [InlineData(CampaignChannel.Sms, "", MessageChannel.Sms)]
    [InlineData(CampaignChannel.EmailThenSms, "a@example.com", MessageChannel.Email)]
    [InlineData(CampaignChannel.EmailThenSms, "", MessageChannel.Sms)]
    public void Only_who_has_no_address_gets_a_text_message_instead(CampaignChannel campaign, string email, MessageChannel expected) =>
        Assert.Equal(expected, ChannelChoice.Of(campaign, email));

    [Theory]
    [InlineData(CampaignChannel.Email, true, false)]
    [InlineData(CampaignChannel.Sms, false, true)]
    [InlineData(CampaignChannel.EmailThenSms, true, true)]
    public void A_campaign_takes_its_ways_and_no_other(CampaignChannel campaign, bool email, bool sms) =>
        Assert.Equal((email, sms), (ChannelChoice.Takes(campaign, MessageChannel.Email), ChannelChoice.Takes(campaign, MessageChannel.Sms)));
}
