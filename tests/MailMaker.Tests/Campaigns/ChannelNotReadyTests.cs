using System.Text;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

/// <summary>A channel that was not ready in time was offered nothing.</summary>
public sealed class ChannelNotReadyTests
{
    [Fact]
    public async Task What_the_channel_was_not_ready_for_is_no_try_keeps_no_slot_of_a_cap_and_goes_out_once()
    {
        await using var stage = await CampaignStage.WithAsync(30, new FrequencyCap(1, CapPeriod.Day));
        stage.Channel.Answer = _ => HandOver.NotOffered.Instance;
        await stage.LaunchAsync("busy");

        await stage.WorkAsync();

        Assert.Equal(30, (await stage.CountsAsync("busy")).Deferred(DeferReason.Channel));
        Assert.All(await stage.EntriesAsync("busy"), e => Assert.Equal(0, e.Attempts));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.LaunchAsync("free");
        await stage.WorkAsync();
        Assert.Equal(30, (await stage.CountsAsync("free")).Sent);
    }

    [Fact]
    public async Task Half_of_a_slice_that_the_channel_was_not_ready_for_is_claimed_again_and_goes_out()
    {
        await using var stage = await CampaignStage.WithAsync(30);
        var calls = 0;
        stage.Channel.Answer = _ => Interlocked.Increment(ref calls) % 3 == 0 ? HandOver.NotOffered.Instance : new HandOver.Accepted("");
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 5; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(30, (await stage.CountsAsync("spring")).Sent);
        Assert.Equal(30, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
        Assert.Equal(30, stage.Channel.Handed.Count);
    }

    [Theory]
    [InlineData(MessageChannel.Email)]
    [InlineData(MessageChannel.Sms)]
    public async Task What_was_rendered_when_the_claim_had_ended_does_not_leave(MessageChannel channel)
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.LaunchAsync("spring", sms: new SmsContent("Hi. Stop: {{unsubscribeUrl}}", 6, "Acme"));
        var campaign = await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default);
        var services = stage.Services;
        var content = await services.GetRequiredService<CampaignContents>().FindAsync(CampaignStage.Account, "spring", CampaignStage.List, campaign!.LaunchedAt, default);
        var fields = """{"email":"a@example.com","mobile":"+393331234567"}""";
        var member = new ClaimedMember(0, CampaignStage.Id("a@example.com"), Encoding.UTF8.GetBytes(fields), new Addressee("a@example.com", "A", true) { Mobile = "+393331234567" })
        {
            Channel = channel, Until = stage.Clock.GetUtcNow(),
        };
        using var run = services.GetRequiredService<MessageHandOver>().Begin(
            new SliceKey(CampaignStage.Account, "spring", 0, 0), stage.ContactList, content!, services.GetRequiredService<SliceTurns>().Begin(campaign, null));

        Assert.Null(await run.SendAsync(member, 1));
        Assert.Equal((0, 0), (stage.Channel.Handed.Count, stage.Sms.Handed.Count));

        Assert.Equal(Outcome.Sent, (await run.SendAsync(member with { Until = stage.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1) }, 1))?.Outcome);
        Assert.Equal(1, stage.Channel.Handed.Count + stage.Sms.Handed.Count);
    }
}
