using MailMaker.Core.Campaigns;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Delivery;
using MailMaker.Delivery.Rates;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

/// <summary>What a run of a slice makes of answers in a row, of two channels, and of an allowance that it does not use. One slice, worked through by one worker in order.</summary>
public sealed class SliceTurnTests
{
    private static readonly HandOver Taken = new HandOver.Accepted("");
    private static readonly HandOver Busy = new HandOver.TemporaryFailure("4.3.2");
    private static readonly HandOver Policy = new HandOver.PermanentFailure("5.7.1");
    private static readonly HandOver NoSuchUser = new HandOver.PermanentFailure("5.1.1");
    private static readonly HoldKey Email = new(MessageChannel.Email);
    private static readonly HoldKey Sms = new(MessageChannel.Sms);
    private static readonly HoldKey Spring = new(MessageChannel.Email, CampaignStage.Account, "spring");

    [Fact]
    public async Task Failures_of_the_channel_that_are_not_in_a_row_hold_nobody_back()
    {
        await using var stage = await OneSliceAsync(30);

        await SendAsync(stage, Busy, Taken, Taken);

        Assert.Equal((20, 10), ((await stage.CountsAsync("spring")).Sent, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel)));
        Assert.Equal(0, (await HoldAsync(stage, Email)).Times);
    }

    [Fact]
    public async Task Refusals_of_the_sender_that_are_not_in_a_row_are_their_recipients_and_final()
    {
        await using var stage = await OneSliceAsync(30);

        await SendAsync(stage, Taken, Policy, Policy);

        Assert.Equal((10, 20), ((await stage.CountsAsync("spring")).Sent, (await stage.CountsAsync("spring"))[Outcome.ChannelRefused]));
        Assert.Equal(0, (await HoldAsync(stage, Spring)).Times);
    }

    [Fact]
    public async Task A_refusal_of_a_recipient_does_not_end_a_row_of_refusals_of_the_sender()
    {
        await using var stage = await OneSliceAsync(20);

        await SendAsync(stage, [Taken, .. Enumerable.Range(0, 19).Select(i => i % 2 == 0 ? Policy : NoSuchUser)]);

        Assert.Equal(1, (await HoldAsync(stage, Spring)).Times);
    }

    [Fact]
    public async Task What_was_not_offered_says_nothing_of_the_channel_and_ends_no_row()
    {
        await using var stage = await OneSliceAsync(20);

        await SendAsync(stage, Busy, HandOver.NotOffered.Instance);

        Assert.Equal(1, (await HoldAsync(stage, Email)).Times);
    }

    [Fact]
    public async Task Only_those_of_the_row_wait_with_the_rest_and_not_those_who_were_refused_before_a_message_was_taken()
    {
        await using var stage = await OneSliceAsync(10);

        await SendAsync(stage, Taken, Policy, Policy, Policy, Taken, Policy, Policy, Policy, Policy, Policy);

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((2, 3, 5), (counts.Sent, counts[Outcome.ChannelRefused], counts.Deferred(DeferReason.Channel)));
    }

    [Fact]
    public async Task A_refusal_that_may_be_the_recipients_own_is_final_after_six_tries()
    {
        await using var stage = await OneSliceAsync(5);
        var offered = 0;
        stage.Channel.Answer = _ => Interlocked.Increment(ref offered) == 1 ? Taken : Policy;
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 40; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        var slice = (await stage.Ledger.FindAsync((await stage.SlicesAsync("spring"))[0], default))!.Slice;
        Assert.All(slice.Entries.Where(e => e.Outcome != Outcome.Sent), e => Assert.Equal((Outcome.ChannelRefused, RetryPlan.MostAttempts), (e.Outcome, e.Attempts)));
        Assert.Equal((1, 1 + (4 * RetryPlan.MostAttempts)), (slice.Entries.Count(e => e.Outcome == Outcome.Sent), offered));
    }

    [Theory]
    [InlineData(600, 30)]
    [InlineData(30, 600)]
    public async Task Of_a_hold_of_the_channel_and_one_of_the_campaign_the_longer_counts(int channel, int campaign)
    {
        await using var stage = await OneSliceAsync(3);
        var holds = stage.Services.GetRequiredService<ChannelHolds>();
        await holds.HoldAsync(Email, Asking(channel));
        await holds.HoldAsync(Spring, Asking(campaign));
        await stage.LaunchAsync("spring");

        await stage.WorkAsync();

        var slice = (await stage.Ledger.FindAsync((await stage.SlicesAsync("spring"))[0], default))!.Slice;
        Assert.All(slice.Entries, e => Assert.Equal((Outcome.Deferred, stage.Clock.GetUtcNow().AddSeconds(600)), (e.Outcome, e.At)));
        Assert.Empty(stage.Channel.Handed);
    }

    [Fact]
    public async Task A_channel_that_is_held_keeps_the_other_channels_messages_back_in_no_way()
    {
        await using var stage = await BothWaysAsync();
        await stage.Services.GetRequiredService<ChannelHolds>().HoldAsync(Email, Asking(600));

        await stage.WorkAsync();

        Assert.Equal((0, 3), (stage.Channel.Handed.Count, stage.Sms.Handed.Count));
        Assert.Equal(3, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
    }

    [Fact]
    public async Task Failures_of_two_channels_are_no_row()
    {
        await using var stage = await BothWaysAsync();
        stage.Channel.Answer = _ => Busy;
        stage.Sms.Answer = _ => Busy;

        await stage.WorkAsync();

        Assert.Equal((0, 0), ((await HoldAsync(stage, Email)).Times, (await HoldAsync(stage, Sms)).Times));
        Assert.Equal(6, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
    }

    [Fact]
    public async Task An_allowance_that_is_not_used_because_the_channel_was_not_ready_is_there_for_the_next()
    {
        await using var stage = await OneSliceAsync(20);
        stage.Channel.Answer = _ => HandOver.NotOffered.Instance;
        await stage.LaunchAsync("spring", change: c => c with { Rate = new CampaignRate { PerMinute = 20 } });
        await stage.WorkAsync();

        stage.Channel.Answer = _ => Taken;
        stage.Clock.Advance(TimeSpan.FromSeconds(3));
        await stage.WorkAsync();

        Assert.Equal(20, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task Recipients_who_failed_for_now_are_spread_over_time()
    {
        await using var stage = await OneSliceAsync(1);
        ((NoRandom)stage.Services.GetRequiredService<Random>()).Next01 = 0.999;

        await SendAsync(stage, new HandOver.TemporaryFailure("4.2.1"));

        var slice = (await stage.Ledger.FindAsync((await stage.SlicesAsync("spring"))[0], default))!.Slice;
        Assert.Equal(stage.Clock.GetUtcNow().AddSeconds(37), slice.Entries[0].At);
    }

    [Fact]
    public async Task More_limits_than_one_transaction_takes_are_asked_in_several()
    {
        await using var stage = await OneSliceAsync(0);
        for (var i = 0; i < 100; i++)
            await stage.AddContactAsync($"p@d{i}.example");
        await stage.LaunchAsync("spring", change: c => c with { Rate = new CampaignRate { PerMinute = 60, PerDomainPerMinute = 5 } });

        await stage.WorkAsync();

        Assert.Equal((60, 40), ((await stage.CountsAsync("spring")).Sent, (await stage.CountsAsync("spring")).Deferred(DeferReason.Rate)));
    }

    private static HandOver.TemporaryFailure Asking(int seconds) => new("4.4.5", TimeSpan.FromSeconds(seconds)) { Fault = FaultOf.Channel };

    private static async Task<CampaignStage> OneSliceAsync(int contacts)
    {
        var stage = await CampaignStage.WithAsync(0);
        await stage.ChangeListAsync(l => l with { Buckets = 1 });
        for (var i = 0; i < contacts; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        return stage;
    }

    // Three who get a mail and three who have no address.
    private static async Task<CampaignStage> BothWaysAsync()
    {
        var stage = await OneSliceAsync(3);
        for (var i = 0; i < 3; i++)
            await stage.AddContactAsync(CampaignStage.Id($"m{i}"), $$"""{"mobile":"+39333123456{{i}}","smsConsent":"true"}""");
        await stage.LaunchAsync("spring", sms: new SmsContent("Hi. Stop: {{unsubscribeUrl}}", 6, "Acme"), change: c => c with { Channel = CampaignChannel.EmailThenSms });
        return stage;
    }

    // Each answer in turn, over and over.
    private static async Task SendAsync(CampaignStage stage, params HandOver[] answers)
    {
        var asked = 0;
        stage.Channel.Answer = _ => answers[(Interlocked.Increment(ref asked) - 1) % answers.Length];
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
    }

    private static Task<Hold> HoldAsync(CampaignStage stage, HoldKey key) => stage.Services.GetRequiredService<ChannelHolds>().ReadAsync(key, default);
}
