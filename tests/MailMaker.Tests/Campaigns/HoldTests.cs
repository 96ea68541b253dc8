using Azure.Data.Tables;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Delivery.Rates;
using MailMaker.Tests.Campaigns.Life;
using MailMaker.Tests.Delivery.Smtp;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailMaker.Tests.Campaigns;

/// <summary>A channel that takes nothing, or denies a campaign's sender, costs the audience time and nobody his mail.</summary>
public sealed class HoldTests
{
    private static readonly HandOver.TemporaryFailure Down = new("4.4.1") { Fault = FaultOf.Channel };
    private static readonly HandOver.PermanentFailure RelayDenied = new("5.7.1") { Fault = FaultOf.Sender };

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
}
