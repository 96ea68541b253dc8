using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>A campaign of so many slices that nobody wants to wait until all of them are on the queue.</summary>
public sealed class LongRequeueTests
{
    private const int Contacts = 60;

    [Fact]
    public async Task A_resume_answers_when_a_part_is_on_the_queue_and_the_orchestration_queues_the_rest_and_nothing_twice()
    {
        await using var stage = await PausedAsync();
        var before = stage.Clock.GetUtcNow();

        var resumed = await stage.Services.GetRequiredService<CampaignSteering>().ActAsync(CampaignStage.Account, "spring", CampaignAction.Resume, default);

        Assert.InRange(stage.Clock.GetUtcNow() - before, CampaignSteering.CallerWaits, TimeSpan.FromSeconds(1));
        Assert.Equal((CampaignState.Sending, true), (resumed!.Value!.State, resumed.Value.RequeueAt is not null));
        await EndAsync(stage);
    }

    [Fact]
    public async Task A_replay_leaves_the_rest_to_the_orchestration_too()
    {
        await using var stage = await PausedAsync();
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = CampaignState.Sending }, default);

        var replayed = await stage.Services.GetRequiredService<CampaignReplay>().ReplayAsync(CampaignStage.Account, "spring", stage.Orchestrations, default);

        Assert.NotNull(replayed!.Value!.RequeueAt);
        await EndAsync(stage);
    }

    [Fact]
    public async Task A_pause_in_between_holds_what_was_queued_and_the_next_resume_begins_anew()
    {
        await using var stage = await PausedAsync();
        var steering = stage.Services.GetRequiredService<CampaignSteering>();
        await steering.ActAsync(CampaignStage.Account, "spring", CampaignAction.Resume, default);
        await steering.ActAsync(CampaignStage.Account, "spring", CampaignAction.Pause, default);
        await TryCompleteAsync(stage);
        await stage.WorkAsync();
        Assert.Empty(stage.Channel.Handed);

        await steering.ActAsync(CampaignStage.Account, "spring", CampaignAction.Resume, default);

        await EndAsync(stage);
    }

    // Paused before anything went out: the queue is empty. Reading a bucket takes 200 ms.
    private static async Task<CampaignStage> PausedAsync()
    {
        SlowTables tables = null!;
        var stage = await CampaignStage.WithAsync(c => tables = new SlowTables(c), 0);
        await stage.ChangeListAsync(l => l with { Buckets = 8 });
        for (var i = 0; i < Contacts; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        await stage.LaunchAsync("spring", change: c => c with { Audience = Contacts, State = CampaignState.Paused });
        await stage.WorkAsync();
        tables.AtEachQuery = () => stage.Clock.Advance(TimeSpan.FromMilliseconds(200));
        return stage;
    }

    private static async Task EndAsync(CampaignStage stage)
    {
        await stage.WorkAsync();
        Assert.InRange(stage.Channel.Handed.Count, 1, Contacts - 1);
        Assert.False(await TryCompleteAsync(stage));
        await stage.WorkAsync();

        Assert.True(await TryCompleteAsync(stage));
        Assert.Equal((Contacts, Contacts), (stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
        var campaign = (await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!;
        Assert.Equal((CampaignState.Completed, (DateTimeOffset?)null), (campaign.State, campaign.RequeueAt));
    }

    private static Task<bool> TryCompleteAsync(CampaignStage stage) => ActivatorUtilities.CreateInstance<CampaignActivities>(stage.Services).TryCompleteCampaign(
        new CampaignRun(CampaignStage.Account, "spring", Buckets: 8, Launch: 0, Planned: true), default);
}
