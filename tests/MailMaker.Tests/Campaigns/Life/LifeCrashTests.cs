using Azure.Messaging.ServiceBus;
using MailMaker.Campaigns;
using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Tests.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>The process ends at each write of a call or an activity in turn, before it or after; what comes next ends as if nothing had been.</summary>
public sealed class LifeCrashTests
{
    private const int Contacts = 12;
    private static readonly CampaignRun Run = new(CampaignStage.Account, "spring", Buckets: 2, Launch: 0, Planned: true);

    [Fact]
    public Task A_resume_cut_off_is_taken_up_and_each_gets_one_mail() => AtEveryWriteAsync(
        async stage =>
        {
            await ActAsync(stage, CampaignAction.Pause);
            // What the queue held comes to a paused campaign, and is gone from it.
            await stage.WorkAsync();
            Assert.Empty(stage.Channel.Handed);
        },
        stage => ActAsync(stage, CampaignAction.Resume),
        stage => TakeUpAsync(stage, CampaignState.Sending, CampaignAction.Resume),
        AllGotOneAsync);

    [Fact]
    public Task A_cancel_cut_off_is_taken_up_and_everybody_is_accounted_for() => AtEveryWriteAsync(
        async stage => await stage.RunSliceAsync((await stage.SlicesAsync("spring"))[0]),
        stage => ActAsync(stage, CampaignAction.Cancel),
        stage => TakeUpAsync(stage, CampaignState.Cancelled, CampaignAction.Cancel),
        async stage =>
        {
            var counts = await stage.CountsAsync("spring");
            Assert.InRange(counts.Sent, 1, Contacts - 1);
            Assert.Equal((stage.Channel.Handed.Count, Contacts), (counts.Sent, counts.Sent + counts[Outcome.Cancelled]));
            await AssertOverAsync(stage, CampaignState.Cancelled);
        });

    [Fact]
    public Task A_cancel_of_a_failed_campaign_cut_off_is_taken_up_and_everybody_is_accounted_for() => AtEveryWriteAsync(
        async stage =>
        {
            await stage.RunSliceAsync((await stage.SlicesAsync("spring"))[0]);
            await ChangeAsync(stage, c => c with { State = CampaignState.Failed, Failure = "x", Audience = null });
            // What the queue held comes to a failed campaign, and is gone from it.
            await stage.WorkAsync();
        },
        CancelAsync,
        async stage =>
        {
            if ((await FindAsync(stage)).State == CampaignState.Failed)
                await CancelAsync(stage);
            // Whoever looks after campaigns sees it, and brings it to its end.
            Assert.Contains("spring", await OpenAsync(stage));
            await Activities(stage).FixAudience(Run, default);
            await Activities(stage).TryCompleteCampaign(Run, default);
        },
        async stage =>
        {
            var counts = await stage.CountsAsync("spring");
            Assert.InRange(counts.Sent, 1, Contacts - 1);
            Assert.Equal((stage.Channel.Handed.Count, Contacts), (counts.Sent, counts.Sent + counts[Outcome.Cancelled]));
            Assert.Equal((Contacts, null), ((await FindAsync(stage)).Audience, (await FindAsync(stage)).Failure));
            await AssertOverAsync(stage, CampaignState.Cancelled);
            Assert.DoesNotContain("spring", await OpenAsync(stage));
        });

    [Fact]
    public Task A_replay_cut_off_and_asked_for_again_hands_each_dead_slice_over_once() => AtEveryWriteAsync(
        KillSlicesAsync, ReplayAsync, ReplayAsync, AllGotOneAsync);

    [Fact]
    public Task The_beginning_of_a_schedule_cut_off_begins_once() => AtEveryWriteAsync(
        stage => ChangeAsync(stage, c => c with { State = CampaignState.Scheduled, StartsAt = stage.Clock.GetUtcNow(), LaunchedAt = null }),
        async stage =>
        {
            await Activities(stage).BeginCampaign(Run, default);
            await Activities(stage).FixAudience(Run, default);
        },
        async stage =>
        {
            Assert.Equal(new CampaignBeginning(false, null), await Activities(stage).BeginCampaign(Run, default));
            await Activities(stage).FixAudience(Run, default);
        },
        async stage =>
        {
            Assert.Equal(stage.Clock.GetUtcNow(), (await FindAsync(stage)).LaunchedAt);
            await AllGotOneAsync(stage);
        });

    [Fact]
    public Task An_end_cut_off_is_reached_again_and_takes_what_died_twice_off_the_dead_letters() => AtEveryWriteAsync(
        async stage =>
        {
            await KillSlicesAsync(stage);
            foreach (var slice in await stage.SlicesAsync("spring"))
                await stage.RunSliceAsync(slice);
        },
        async stage => Assert.True(await Activities(stage).TryCompleteCampaign(Run, default)),
        _ => Task.CompletedTask,
        AllGotOneAsync);

    [Fact]
    public async Task An_alarm_cut_off_before_it_was_noted_comes_again_names_nobody_and_then_no_more()
    {
        CrashingTables tables = null!;
        await using var stage = await CampaignStage.WithAsync(c => tables = new CrashingTables(c), Contacts);
        await stage.LaunchAsync("spring", change: c => c with { Audience = Contacts });
        var log = new KeptLog<StuckCampaigns>();
        var watch = ActivatorUtilities.CreateInstance<StuckCampaigns>(stage.Services, log);
        await watch.LookAsync(default);
        stage.Clock.Advance(TimeSpan.FromMinutes(15));

        tables.Arm(1, afterTheWrite: false);
        await Assert.ThrowsAsync<ProcessCrashedException>(() => watch.LookAsync(default));
        tables.Arm(0, false);
        await watch.LookAsync(default);
        Assert.Equal(2, log.Lines.Count);
        await watch.LookAsync(default);

        Assert.All(log.Lines, l => Assert.Contains($"spring of acme has made no progress since 03/10/2026 09:00:00 +00:00: {Contacts} recipients are open", l, StringComparison.Ordinal));
        Assert.Equal(2, log.Lines.Count);
        // Taken up and standing again, it alarms again.
        await ReplayAsync(stage);
        await watch.LookAsync(default);
        stage.Clock.Advance(TimeSpan.FromMinutes(15));
        await watch.LookAsync(default);
        Assert.Equal(3, log.Lines.Count);
    }

    private static async Task AtEveryWriteAsync(
        Func<CampaignStage, Task> prepare, Func<CampaignStage, Task> act, Func<CampaignStage, Task> again, Func<CampaignStage, Task> verify)
    {
        var crashes = 0;
        foreach (var afterTheWrite in new[] { false, true })
        {
            var crashed = true;
            for (var write = 1; crashed; write++)
            {
                CrashingTables tables = null!;
                await using var stage = await CampaignStage.WithAsync(c => tables = new CrashingTables(c), Contacts);
                await stage.LaunchAsync("spring", change: c => c with { Audience = Contacts });
                await prepare(stage);
                tables.Arm(write, afterTheWrite);
                var ended = await Record.ExceptionAsync(() => act(stage));
                Assert.True(ended is null or ProcessCrashedException, $"{ended}");
                crashed = tables.Crashed;
                crashes += crashed ? 1 : 0;
                tables.Arm(0, false);
                await again(stage);
                await stage.WorkAsync();
                Assert.True(await Activities(stage).TryCompleteCampaign(Run, default));
                await verify(stage);
            }
        }

        Assert.True(crashes >= 2, "Nothing was cut off: the test says nothing.");
    }

    // Where the call got as far as the state, nobody asks again: the orchestration goes on by itself.
    private static async Task TakeUpAsync(CampaignStage stage, CampaignState reached, CampaignAction action)
    {
        if ((await FindAsync(stage)).State == reached)
            await Activities(stage).TryCompleteCampaign(Run, default);
        else
            await ActAsync(stage, action);
    }

    private static async Task AllGotOneAsync(CampaignStage stage)
    {
        Assert.Equal(Contacts, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
        Assert.Equal((Contacts, Contacts), (stage.Channel.Handed.Count, (await stage.CountsAsync("spring")).Sent));
        await AssertOverAsync(stage, CampaignState.Completed);
    }

    private static async Task AssertOverAsync(CampaignStage stage, CampaignState state)
    {
        var campaign = await FindAsync(stage);
        Assert.Equal((state, stage.Clock.GetUtcNow(), (DateTimeOffset?)null), (campaign.State, campaign.CompletedAt, campaign.RequeueAt));
        Assert.Empty(await stage.Services.GetRequiredService<DeadSlices>().CountAsync(CampaignStage.Account, "spring", default));
    }

    // As the bus leaves what was delivered as often as it may be.
    private static async Task KillSlicesAsync(CampaignStage stage)
    {
        await using var receiver = stage.Services.GetRequiredService<ServiceBusClient>().CreateReceiver(SliceQueue.Name);
        foreach (var message in await receiver.ReceiveMessagesAsync(100, TimeSpan.FromSeconds(1)))
            await receiver.DeadLetterMessageAsync(message, "MaxDeliveryCountExceeded");
        await stage.WorkAsync();
        Assert.Empty(stage.Channel.Handed);
        Assert.Equal(2, (await stage.Services.GetRequiredService<DeadSlices>().CountAsync(CampaignStage.Account, "spring", default)).Values.Sum());
    }

    private static async Task ReplayAsync(CampaignStage stage)
    {
        var replayed = await stage.Services.GetRequiredService<CampaignReplay>().ReplayAsync(CampaignStage.Account, "spring", stage.Orchestrations, default);
        Assert.NotNull(replayed?.Value);
    }

    private static Task<Checked<Campaign>?> ActAsync(CampaignStage stage, CampaignAction action) =>
        stage.Services.GetRequiredService<CampaignSteering>().ActAsync(CampaignStage.Account, "spring", action, default);

    private static async Task CancelAsync(CampaignStage stage)
    {
        var cancelled = await stage.Services.GetRequiredService<CampaignCancel>().CancelAsync(CampaignStage.Account, "spring", stage.Orchestrations, default);
        Assert.NotNull(cancelled?.Value);
    }

    private static async Task<List<string>> OpenAsync(CampaignStage stage)
    {
        var names = new List<string>();
        await foreach (var campaign in stage.Services.GetRequiredService<OpenCampaigns>().AllAsync(default))
            names.Add(campaign.Name);
        return names;
    }

    private static Task<Campaign?> ChangeAsync(CampaignStage stage, Func<Campaign, Campaign?> change) => stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", change, default);

    private static async Task<Campaign> FindAsync(CampaignStage stage) => (await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!;

    private static CampaignActivities Activities(CampaignStage stage) => ActivatorUtilities.CreateInstance<CampaignActivities>(stage.Services);
}
