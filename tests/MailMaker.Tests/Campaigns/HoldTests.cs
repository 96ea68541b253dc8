using Azure.Data.Tables;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;
using MailMaker.Tests.Campaigns.Life;
using MailMaker.Tests.Delivery.Smtp;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailMaker.Tests.Campaigns;

/// <summary>A channel that takes nothing, or refuses a sender, costs the audience time and nobody his mail.</summary>
public sealed class HoldTests
{
    private static readonly HandOver.TemporaryFailure Down = new("4.4.1") { Fault = FaultOf.Channel };
    private static readonly HandOver.PermanentFailure RelayDenied = new("5.7.1") { Fault = FaultOf.Sender };
    private static readonly HandOver.PermanentFailure Policy = new("5.7.1");

    [Fact]
    public async Task An_outage_of_a_day_costs_no_try_and_everybody_is_reached_after_it()
    {
        await using var stage = await CampaignStage.WithAsync(60);
        var offered = 0;
        stage.Channel.Answer = _ =>
        {
            Interlocked.Increment(ref offered);
            return Down;
        };
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 96; look++)
        {
            await stage.WorkAsync(workers: 2);
            stage.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(60, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
        Assert.All(await stage.EntriesAsync("spring"), e => Assert.Equal(0, e.Attempts));
        // The lanes that were under way together, by two workers, each quarter of an hour.
        Assert.InRange(offered, 90, 96 * 16);
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.WorkAsync();
        Assert.Equal(60, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task Relay_access_denied_refuses_nobody_and_holds_that_campaign_alone()
    {
        await using var stage = await CampaignStage.WithAsync(40);
        stage.Channel.Answer = m => m.Campaign == "forged" ? RelayDenied : new HandOver.Accepted("");
        await stage.LaunchAsync("forged");
        await stage.LaunchAsync("honest");
        for (var look = 0; look < 40; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.Equal(40, (await stage.CountsAsync("honest")).Sent);
        Assert.Equal(40, (await stage.CountsAsync("forged")).Deferred(DeferReason.Channel));
        var hold = await stage.Services.GetRequiredService<ChannelHolds>().ReadAsync(new HoldKey(MessageChannel.Email, CampaignStage.Account, "forged"), default);
        Assert.Equal(("5.7.1", true), (hold.Code, hold.Times > 10));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.WorkAsync();
        Assert.Equal(40, (await stage.CountsAsync("forged")).Sent);
    }

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

    [Fact]
    public async Task A_hold_is_seen_in_the_status_until_a_message_is_taken()
    {
        await using var stage = await CampaignStage.WithAsync(10);
        stage.Channel.Answer = _ => RelayDenied;
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        var holds = stage.Services.GetRequiredService<ChannelHolds>();
        var key = new HoldKey(MessageChannel.Email, CampaignStage.Account, "spring");

        Assert.Equal((1, FaultOf.Sender), ((await holds.ReadAsync(key, default)).Times, key.Of));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.WorkAsync();

        Assert.Equal(0, (await holds.ReadAsync(key, default)).Times);
    }

    [Fact]
    public async Task The_status_names_what_is_held_and_with_which_code()
    {
        await using var stage = await LifeStage.WithAsync(5);
        stage.Channel.Answer = _ => RelayDenied;
        await stage.DefineAsync("spring");
        await stage.DoAsync("spring", "launch");

        System.Text.Json.JsonElement holds = default;
        await Eventually.HoldsAsync(async () => (await stage.StatusAsync("spring")).TryGetProperty("holds", out holds) && holds.ValueKind == System.Text.Json.JsonValueKind.Array);

        var hold = Assert.Single(holds.EnumerateArray());
        Assert.Equal(("email", "sender", "5.7.1"), (hold.GetProperty("channel").GetString(), hold.GetProperty("of").GetString(), hold.GetProperty("code").GetString()));
        Assert.True(hold.GetProperty("resumesAt").GetDateTimeOffset() > hold.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(0, await stage.CountAsync("spring", "dropped"));
    }

    [Fact]
    public async Task A_hold_that_another_host_began_is_kept_to()
    {
        await using var stage = await CampaignStage.WithAsync(20);
        await stage.LaunchAsync("spring");
        var (tables, clock) = (stage.Services.GetRequiredService<TableServiceClient>(), stage.Clock);
        var other = new ChannelHolds(tables, clock, NullLogger<ChannelHolds>.Instance);
        await other.HoldAsync(new HoldKey(MessageChannel.Email), Down);

        await stage.WorkAsync();

        Assert.Empty(stage.Channel.Handed);
        Assert.Equal(20, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
        clock.Advance(TimeSpan.FromSeconds(31));
        await stage.WorkAsync();
        Assert.Equal(20, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task A_relay_that_denies_relaying_over_SMTP_costs_nobody_the_mail()
    {
        var denies = true;
        await using var rig = new SmtpRig(s => s.Script = (step, _, _) =>
            Volatile.Read(ref denies) && step == FakeStep.Rcpt ? FakeAct.Say("554 5.7.1 <x>: Relay access denied") : FakeAct.Proceed);
        await using var stage = await CampaignStage.WithAsync(50);
        stage.Channel.Through = rig.Channel;
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 10; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.Equal(50, (await stage.CountsAsync("spring")).Deferred(DeferReason.Channel));
        Volatile.Write(ref denies, false);
        await stage.WorkAsync();
        Assert.Equal((50, 50), ((await stage.CountsAsync("spring")).Sent, rig.Server.Taken.Select(t => t.Recipient).Distinct().Count()));
    }

    [Fact]
    public async Task A_relay_that_can_not_be_reached_costs_no_try()
    {
        var isDown = true;
        await using var rig = new SmtpRig(s => s.Script = (step, _, _) => Volatile.Read(ref isDown) && step == FakeStep.Connect ? FakeAct.Disconnect : FakeAct.Proceed);
        await using var stage = await CampaignStage.WithAsync(50);
        stage.Channel.Through = rig.Channel;
        await stage.LaunchAsync("spring");
        for (var look = 0; look < 30; look++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
            rig.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        Assert.All(await stage.EntriesAsync("spring"), e => Assert.Equal((Outcome.Deferred, (byte)0), (e.Outcome, e.Attempts)));
        Volatile.Write(ref isDown, false);
        await stage.WorkAsync();
        Assert.Equal(50, (await stage.CountsAsync("spring")).Sent);
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
