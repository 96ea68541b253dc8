using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

public sealed class TextCampaignTests
{
    private static readonly SmsContent Text = new("Hi {{firstName}} Stop: {{unsubscribeUrl}}", 6, "Acme");

    [Fact]
    public async Task A_text_message_needs_its_own_consent_and_a_number()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync("a@example.com", ""","mobile":"+393331234567","smsConsent":"true","consent":"false" """);
        await stage.AddContactAsync("b@example.com", ""","mobile":"+393331234568" """);
        await stage.AddContactAsync("c@example.com", ""","smsConsent":"true" """);
        await LaunchAsync(stage, CampaignChannel.Sms);

        await stage.WorkAsync();

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((1, 1, 1), (counts.Sent, counts[Outcome.NotConsented], counts[Outcome.NoAddress]));
        var sms = Assert.Single(stage.Sms.Handed);
        Assert.Equal(("Acme", "+393331234567"), (sms.From, sms.To));
        Assert.Matches("^Hi  Stop: http.*/u/.+", sms.Text);
        Assert.Empty(stage.Channel.Handed);
    }

    [Fact]
    public async Task A_number_that_is_none_and_one_that_is_suppressed_get_no_text_message()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync("a@example.com", ""","mobile":"12","smsConsent":"true" """);
        await stage.AddContactAsync("b@example.com", ""","mobile":"+393331234568","smsConsent":"true" """);
        await stage.AddContactAsync("c@example.com", ""","mobile":"+393331234569","smsConsent":"true" """);
        var at = stage.Clock.GetUtcNow();
        // An address that is suppressed says nothing of its owner's number.
        await stage.Services.GetRequiredService<SuppressionStore>().AddAsync(
            CampaignStage.Account,
            [new Suppression("+393331234568", null, SuppressionReason.HardBounce, at, "test"), new Suppression("c@example.com", null, SuppressionReason.HardBounce, at, "test")],
            default);
        await LaunchAsync(stage, CampaignChannel.Sms);

        await stage.WorkAsync();

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((1, 1, 1), (counts.Sent, counts[Outcome.InvalidAddress], counts[Outcome.Suppressed]));
        Assert.Equal("+393331234569", Assert.Single(stage.Sms.Handed).To);
    }

    [Fact]
    public async Task Who_has_no_address_gets_a_text_message_and_nobody_gets_both()
    {
        await using var stage = await CampaignStage.WithAsync(3);
        await stage.AddContactAsync("", ""","mobile":"+393331234567","smsConsent":"true" """);
        await stage.AddContactAsync("refused@example.com", ""","consent":"false","mobile":"+393331234568","smsConsent":"true" """);
        await LaunchAsync(stage, CampaignChannel.EmailThenSms);

        await stage.WorkAsync();
        await stage.WorkAsync();

        Assert.Equal(3, stage.Channel.Handed.Count);
        Assert.Equal("+393331234567", Assert.Single(stage.Sms.Handed).To);
        Assert.Equal(1, (await stage.CountsAsync("spring"))[Outcome.NotConsented]);
    }

    [Fact]
    public async Task Who_has_neither_address_nor_number_has_no_address_whatever_was_agreed_to()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync(CampaignStage.Id("neither"), "{}");
        await stage.AddContactAsync(CampaignStage.Id("refused"), """{"consent":"false","smsConsent":"false"}""");
        await stage.AddContactAsync(CampaignStage.Id("number"), """{"mobile":"+393331234567"}""");
        await stage.AddContactAsync(CampaignStage.Id("left@example.com"), "{}");
        await stage.SayGoodbyeAsync("left@example.com");
        await LaunchAsync(stage, CampaignChannel.EmailThenSms);
        await LaunchAsync(stage, CampaignChannel.Sms, "texts");

        await stage.WorkAsync();

        foreach (var campaign in new[] { "spring", "texts" })
        {
            var counts = await stage.CountsAsync(campaign);
            Assert.Equal((2, 1, 1, 0), (counts[Outcome.NoAddress], counts[Outcome.NotConsented], counts[Outcome.Unsubscribed], counts.Open));
        }

        Assert.Empty(stage.Sms.Handed);
    }

    [Fact]
    public async Task Who_gets_an_address_while_his_text_message_waits_does_not_get_both()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync("", ""","mobile":"+393331234567","smsConsent":"true" """);
        var offered = 0;
        stage.Sms.Answer = _ => ++offered == 1 ? new HandOver.TemporaryFailure("4.2.1") : new HandOver.Accepted("");
        await LaunchAsync(stage, CampaignChannel.EmailThenSms);
        await stage.WorkAsync();

        var id = CampaignStage.Id("");
        await stage.Contacts.UpsertEntityAsync(new TableEntity(ContactKeys.Partition(stage.ContactList, id), ContactKeys.Contact(id))
        {
            ["Key"] = "", ["Fields"] = """{"email":"late@example.com","mobile":"+393331234567","smsConsent":"true"}"""u8.ToArray(),
        });
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.WorkAsync();

        Assert.Equal((2, 1, 0), (offered, (await stage.CountsAsync("spring")).Sent, stage.Channel.Handed.Count));
    }

    [Fact]
    public async Task A_cap_on_text_messages_is_not_used_up_by_mails()
    {
        await using var stage = await CampaignStage.WithAsync(0, new FrequencyCap(1, CapPeriod.Day, Channel: MessageChannel.Sms));
        await stage.AddContactAsync("a@example.com", ""","mobile":"+393331234567","smsConsent":"true" """);
        await stage.LaunchAsync("mail");
        await stage.WorkAsync();
        await LaunchAsync(stage, CampaignChannel.Sms);
        await stage.WorkAsync();
        await LaunchAsync(stage, CampaignChannel.Sms, "second");
        await stage.WorkAsync();

        Assert.Equal((1, 1), (stage.Channel.Handed.Count, stage.Sms.Handed.Count));
        Assert.Equal(1, (await stage.CountsAsync("second"))[Outcome.Capped] + (await stage.CountsAsync("second"))[Outcome.Deferred]);
    }

    [Fact]
    public async Task A_hand_over_of_which_nobody_knows_the_end_is_counted_as_unknown_and_not_made_again()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync("a@example.com", ""","mobile":"+393331234567","smsConsent":"true" """);
        var offered = 0;
        stage.Sms.Answer = _ =>
        {
            offered++;
            return new HandOver.Unknown("4.4.1");
        };
        await LaunchAsync(stage, CampaignChannel.Sms);

        await stage.WorkAsync();
        stage.Clock.Advance(TimeSpan.FromHours(2));
        await stage.WorkAsync();

        Assert.Equal((1, 1), (offered, (await stage.CountsAsync("spring"))[Outcome.Unknown]));
    }

    [Fact]
    public async Task Who_would_get_more_segments_than_the_template_allows_gets_none()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync("a@example.com", $$""","mobile":"+393331234567","smsConsent":"true","firstName":"{{new string('x', 900)}}" """);
        await LaunchAsync(stage, CampaignChannel.Sms);

        await stage.WorkAsync();

        Assert.Equal(1, (await stage.CountsAsync("spring"))[Outcome.RenderError]);
        Assert.Empty(stage.Sms.Handed);
    }

    private static async Task LaunchAsync(CampaignStage stage, CampaignChannel channel, string campaign = "spring")
    {
        await stage.LaunchAsync(campaign, sms: Text);
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, campaign, c => c with { Channel = channel }, default);
    }
}
