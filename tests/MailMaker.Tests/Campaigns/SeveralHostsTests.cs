using System.Globalization;
using MailMaker.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Tests.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

/// <summary>Two hosts whose channel sends a repeated mail twice: what one has begun and not recorded the other one leaves alone, for as long as it may take.</summary>
public sealed class SeveralHostsTests
{
    private const int People = 12;

    // The long form: SEVERAL_HOSTS_RUNS=500.
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("SEVERAL_HOSTS_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(168);
    private static readonly TimeSpan Grace = Longest + TimeSpan.FromSeconds(90);
    private CrashingTables? tables;

    [Fact]
    public async Task A_hand_over_that_outlasts_its_claim_is_not_made_again_by_another_host()
    {
        await using var stage = await StageAsync();
        await using var other = stage.AnotherHost();
        SliceResult? second = null;
        stage.Channel.Before = async _ =>
        {
            if (second is not null)
                return;
            second = SliceResult.Done;
            // The relay thinks over the first mail.
            stage.Clock.Advance(TimeSpan.FromSeconds(100));
            second = await RunAsync(other, stage);
        };

        await RunAsync(stage.Services, stage);

        Assert.True(second!.IsHeld);
        await AssertOnceAsync(stage);
    }

    [Fact]
    public async Task Whom_a_host_that_died_had_claimed_is_taken_up_when_its_hand_overs_are_certainly_over()
    {
        await using var stage = await StageAsync();
        await using var other = stage.AnotherHost();
        var claimedUntil = await DieAsync(stage);

        stage.Clock.Advance(SliceRun.Lease + TimeSpan.FromSeconds(1));
        var held = await RunAsync(other, stage);
        Assert.Equal((true, claimedUntil + Grace, 0), (held.IsHeld, held.DueAt, stage.Channel.Handed.Count));
        stage.Clock.SetUtcNow(claimedUntil + Grace);
        Assert.Null((await RunAsync(other, stage)).DueAt);

        await AssertOnceAsync(stage);
    }

    [Fact]
    public async Task A_process_knows_its_own_claims_and_does_not_wait_for_them()
    {
        await using var stage = await StageAsync();
        await DieAsync(stage);

        stage.Clock.Advance(SliceRun.Lease);
        Assert.Null((await RunAsync(stage.Services, stage)).DueAt);

        await AssertOnceAsync(stage);
    }

    [Fact]
    public async Task Where_a_repeated_mail_goes_out_once_or_there_is_one_host_nobody_waits()
    {
        await using var stage = await StageAsync(null);
        await using var other = stage.AnotherHost();
        await DieAsync(stage);

        stage.Clock.Advance(SliceRun.Lease);
        Assert.Null((await RunAsync(other, stage)).DueAt);

        await AssertOnceAsync(stage);
        Assert.DoesNotContain("By=", await stage.PrintAsync(MailMaker.Contacts.ContactKeys.Table), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_for_another_campaign_does_not_hide_whose_claim_was_before_it()
    {
        await using var stage = await StageAsync();
        await using var other = stage.AnotherHost();
        await DieAsync(stage);
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        await stage.LaunchAsync("summer");
        await RunAsync(other, stage, "summer");
        Assert.Equal(People, stage.Channel.Handed.Count);

        stage.Clock.Advance(SliceRun.Lease);
        Assert.True((await RunAsync(other, stage)).IsHeld);
        Assert.Equal(People, stage.Channel.Handed.Count);
        stage.Clock.Advance(Grace);
        Assert.Null((await RunAsync(other, stage)).DueAt);

        Assert.Equal(2 * People, stage.Channel.Handed.Distinct().Count());
    }

    [Fact]
    public async Task What_the_channel_put_off_is_under_way_nowhere_and_is_tried_again_by_any_host_when_due()
    {
        await using var stage = await StageAsync();
        await using var other = stage.AnotherHost();
        stage.Channel.Answer = _ => new HandOver.TemporaryFailure("4.2.1");
        var putOff = await RunAsync(stage.Services, stage);
        stage.Channel.Answer = _ => new HandOver.Accepted("");

        while (putOff.DueAt is { } due)
        {
            Assert.True(due < stage.Clock.GetUtcNow() + Grace);
            stage.Clock.SetUtcNow(due);
            putOff = await RunAsync(other, stage);
        }

        await AssertOnceAsync(stage);
    }

    [Fact]
    public async Task Who_is_due_before_does_not_wait_for_whom_another_host_has_claimed()
    {
        await using var stage = await StageAsync();
        await using var other = stage.AnotherHost();
        var claimedUntil = await DieAsync(stage);
        var sleeper = (await stage.Ledger.FindAsync((await stage.SlicesAsync("spring"))[0], default))!.Slice.Members[0];
        await stage.AddContactAsync(sleeper, """{"email":"sleeper@example.com","timeZone":"Asia/Seoul"}""");
        stage.Clock.SetUtcNow(claimedUntil + Grace - TimeSpan.FromMinutes(1));
        // One of them sleeps where it is evening, and was not claimed.
        await stage.ChangeListAsync(l => l with { QuietHours = new QuietHours("18:00", "18:04") });
        await stage.Contacts.DeleteEntityAsync(MailMaker.Contacts.ContactKeys.Partition(stage.ContactList, sleeper), MailMaker.Contacts.ContactKeys.SendState(sleeper));

        var held = await RunAsync(other, stage);

        var wakes = new DateTimeOffset(2026, 3, 10, 9, 4, 0, TimeSpan.Zero);
        Assert.True(wakes > stage.Clock.GetUtcNow() && wakes < claimedUntil + Grace, "The times are wrong: the test says nothing.");
        Assert.Equal((true, wakes), (held.IsHeld, held.DueAt));
    }

    [Fact]
    public async Task Whenever_the_other_host_looks_and_however_long_the_relay_takes_each_gets_one_mail()
    {
        var outlasted = 0;
        for (var run = 0; run < Runs; run++)
        {
            tables = null;
            await using var stage = await StageAsync();
            await using var other = stage.AnotherHost();
            var relay = new SlowRelay(new Random(run), stage.Clock, [stage.Services, other], (await stage.SlicesAsync("spring"))[0]);
            stage.Channel.Before = _ => relay.ThinkAsync();

            await relay.WorkAsync();

            outlasted += relay.Outlasted;
            await AssertOnceAsync(stage);
        }

        Assert.True(outlasted > 0, "No hand-over outlasted its claim: the test says nothing.");
    }

    private async Task<CampaignStage> StageAsync() => await StageAsync(Longest);

    private async Task<CampaignStage> StageAsync(TimeSpan? longest)
    {
        var stage = await CampaignStage.WithAsync(
            c =>
            {
                // Those of the first host.
                var made = new CrashingTables(c);
                tables ??= made;
                return made;
            },
            0);
        (stage.Channel.RecognisesRepeats, stage.Channel.LongestHandOver) = (false, longest);
        await stage.ChangeListAsync(l => l with { Buckets = 1 });
        for (var i = 0; i < People; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        await stage.LaunchAsync("spring");
        return stage;
    }

    // A host that has claimed and is gone before it hands anything over; returns until when.
    private async Task<DateTimeOffset> DieAsync(CampaignStage stage)
    {
        tables!.Arm(1, afterTheWrite: true);
        await Assert.ThrowsAsync<ProcessCrashedException>(() => RunAsync(stage.Services, stage));
        tables.Arm(0, false);
        Assert.Empty(stage.Channel.Handed);
        return stage.Clock.GetUtcNow() + SliceRun.Lease;
    }

    private static async Task<SliceResult> RunAsync(IServiceProvider host, CampaignStage stage, string campaign = "spring") =>
        await host.GetRequiredService<SliceSender>().RunAsync((await stage.SlicesAsync(campaign))[0], new SliceProgress(), default);

    private static async Task AssertOnceAsync(CampaignStage stage)
    {
        Assert.Equal((People, People), (stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
        Assert.Equal(People, (await stage.CountsAsync("spring")).Sent);
    }
}
