using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Tests.Campaigns;

/// <summary>A refusal for the sake of a policy may be about the sender or one recipient's taste: nobody loses his mail for the first, and nobody is asked for ever for the second.</summary>
public sealed class PolicyRefusalTests
{
    private static readonly HandOver.PermanentFailure RelayDenied = new("5.7.1") { Fault = FaultOf.Sender };
    private static readonly HandOver.PermanentFailure Policy = new("5.7.1");

    [Fact]
    public async Task A_policy_that_refuses_everybody_is_taken_for_the_senders_fault_and_drops_nobody_at_once()
    {
        await using var stage = await CampaignStage.WithAsync(40);
        stage.Channel.Answer = _ => Policy;
        await stage.LaunchAsync("spring");

        await stage.WorkAsync();

        Assert.Equal(40, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.WorkAsync();
        Assert.Equal(40, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task Those_whom_a_policy_refuses_each_by_themselves_are_refused_in_the_end_and_the_others_are_reached()
    {
        await using var stage = await CampaignStage.WithAsync(30);
        stage.Channel.Answer = m => m.ToAddress.StartsWith("person1", StringComparison.Ordinal) ? Policy : new HandOver.Accepted("");
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 60 && (await stage.CountsAsync("spring")).Open > 0; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((19, 11), (counts.Sent, counts[Outcome.ChannelRefused]));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 64)]
    [InlineData(40, 64)]
    public async Task Where_nobody_was_ever_taken_a_policy_costs_no_try_however_few_they_are(int contacts, int buckets)
    {
        await using var stage = await StageAsync(contacts, buckets);
        stage.Channel.Answer = _ => Policy;
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 30; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.Equal(contacts, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
        Assert.All(await stage.EntriesAsync("spring"), e => Assert.Equal(0, e.Attempts));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        stage.Clock.Advance(ChannelPressure.Longest);
        await stage.WorkAsync();
        Assert.Equal(contacts, (await stage.CountsAsync("spring")).Sent);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 64)]
    public async Task A_lone_recipient_whom_a_policy_refuses_for_more_than_a_day_is_refused_with_the_code_after_few_offers(int contacts, int buckets)
    {
        await using var stage = await StageAsync(contacts, buckets);
        var offered = 0;
        stage.Channel.Answer = _ =>
        {
            offered++;
            return Policy;
        };
        await stage.LaunchAsync("spring");
        var began = stage.Clock.GetUtcNow();
        for (var look = 0; look < 288 && (await stage.CountsAsync("spring")).Open > 0; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.InRange(stage.Clock.GetUtcNow() - began, TimeSpan.FromDays(1), TimeSpan.FromHours(36));
        Assert.All(await stage.EntriesAsync("spring"), e => Assert.Equal((Outcome.ChannelRefused, StatusDetail.Of("5.7.1")), (e.Outcome, e.Detail)));
        Assert.InRange(offered, 1, 50 * contacts);
    }

    [Fact]
    public async Task What_is_certain_to_be_the_senders_fault_refuses_a_lone_recipient_never()
    {
        await using var stage = await StageAsync(1, 1);
        stage.Channel.Answer = _ => RelayDenied;
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 160; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.All(await stage.EntriesAsync("spring"), e => Assert.Equal((Outcome.Deferred, (byte)0), (e.Outcome, e.Attempts)));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.WorkAsync();
        Assert.Equal(1, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task A_policy_that_begins_in_the_middle_drops_the_first_few_and_not_slice_by_slice_all_the_others()
    {
        await using var stage = await StageAsync(100, 64);
        var taken = 0;
        stage.Channel.Answer = _ => ++taken <= 50 ? new HandOver.Accepted("") : Policy;
        await stage.LaunchAsync("spring");

        await stage.WorkAsync();

        var counts = await stage.CountsAsync("spring");
        Assert.InRange(counts[Outcome.ChannelRefused], 0, 3);
        Assert.Equal((50, 50 - counts[Outcome.ChannelRefused]), (counts.Sent, counts.Deferred(DeferReason.Channel)));
    }

    [Fact]
    public async Task A_domain_with_a_policy_of_its_own_does_not_hold_up_the_mail_to_all_others()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.ChangeListAsync(l => l with { Buckets = 8 });
        for (var i = 0; i < 300; i++)
            await stage.AddContactAsync($"person{i}@{(i % 3 == 0 ? "refuses" : "takes")}.example");
        stage.Channel.Answer = m => m.ToAddress.EndsWith("@refuses.example", StringComparison.Ordinal) ? Policy : new HandOver.Accepted("");
        await stage.LaunchAsync("spring");

        await stage.WorkAsync();
        // Where the first answers were refusals, nothing was taken yet, and the campaign is held for a moment.
        foreach (var seconds in (int[])[31, 61, 121])
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await stage.WorkAsync();
        }

        var counts = await stage.CountsAsync("spring");
        Assert.Equal(200, counts.Sent);
        Assert.Equal(100, counts[Outcome.ChannelRefused] + counts.Deferred(DeferReason.Channel));
    }

    [Fact]
    public async Task One_domain_that_refuses_many_in_a_row_is_taken_for_the_senders_fault_all_the_same()
    {
        await using var stage = await StageAsync(100, 8);
        await stage.AddContactAsync("first@takes.example");
        stage.Channel.Answer = m => m.ToAddress == "first@takes.example" ? new HandOver.Accepted("") : Policy;
        await stage.LaunchAsync("spring");

        await stage.WorkAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.WorkAsync();

        var counts = await stage.CountsAsync("spring");
        Assert.InRange(counts[Outcome.ChannelRefused], 0, 20);
        Assert.InRange(counts.Deferred(DeferReason.Channel), 79, 101);
    }

    [Fact]
    public async Task After_a_restart_the_ledger_says_that_others_were_taken_and_one_that_is_refused_is()
    {
        await using var stage = await StageAsync(40, 64);
        stage.Channel.Answer = m => m.ToAddress == "person7@example.com" ? HandOver.NotOffered.Instance : new HandOver.Accepted("");
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        Assert.Equal(39, (await stage.CountsAsync("spring")).Sent);
        stage.Channel.Answer = _ => Policy;
        stage.Clock.Advance(TimeSpan.FromSeconds(3));

        // As another process, which has not heard of the first 39.
        await stage.RestartAsync();
        await stage.WorkAsync();

        Assert.Equal((39, 1), ((await stage.CountsAsync("spring")).Sent, (await stage.CountsAsync("spring"))[Outcome.ChannelRefused]));
    }

    private static async Task<CampaignStage> StageAsync(int contacts, int buckets)
    {
        var stage = await CampaignStage.WithAsync(0);
        await stage.ChangeListAsync(l => l with { Buckets = buckets });
        for (var i = 0; i < contacts; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        return stage;
    }
}
