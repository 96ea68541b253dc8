using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Throttled;

/// <summary>A plan that storage keeps from going on waits, and goes on where it stood.</summary>
public sealed class ThrottledPlanTests
{
    // Of two buckets; each has a little more than ten slices.
    private const int Contacts = 2_200;

    private readonly RefusingTables tables = new();

    [Fact]
    public async Task It_says_where_it_stands_and_goes_on_from_there_without_reading_what_is_queued()
    {
        await using var stage = await StageAsync();
        var activities = ActivatorUtilities.CreateInstance<CampaignActivities>(stage.Services);
        var writes = 0;
        tables.RefusesWrite = t => t == LedgerKeys.Table && ++writes > 2;

        var first = await activities.PlanBuckets(new BucketsToPlan(Run, 0, 2), default);
        tables.LedgerRows = 0;
        var second = await activities.PlanBuckets(first!.Rest, default);
        var rows = tables.LedgerRows;
        tables.RefusesWrite = _ => false;
        var third = await activities.PlanBuckets(second!.Rest, default);

        // Two groups of five were written; the one slice before the rest is read again.
        Assert.Equal((0, 2, 10, 1), (first.Rest.First, first.Rest.Count, first.Rest.Queued, first.Rest.Outages));
        Assert.Equal((first.Rest with { Outages = 2 }, 1), (second.Rest, rows));
        Assert.True(second.WaitFor > first.WaitFor);
        Assert.Null(third);
        Assert.Equal(Contacts, (await stage.CountsAsync("spring"))[Outcome.Pending]);
        await stage.WorkAsync();
        Assert.Equal(Contacts, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task Who_goes_on_reads_what_may_not_be_queued_and_what_is_queued_twice_is_sent_once()
    {
        await using var stage = await StageAsync();
        var activities = ActivatorUtilities.CreateInstance<CampaignActivities>(stage.Services);
        await activities.PlanBuckets(new BucketsToPlan(Run, 0, 2), default);
        tables.LedgerRows = 0;

        Assert.Null(await activities.PlanBuckets(new BucketsToPlan(Run, 1, 1, Queued: 5), default));

        var rows = tables.LedgerRows;
        Assert.Equal((await stage.SlicesAsync("spring")).Count(s => s.Bucket == 1) - 4, rows);
        await stage.WorkAsync();
        Assert.Equal((Contacts, Contacts), ((await stage.CountsAsync("spring")).Sent, stage.Channel.Handed.Count));
    }

    [Fact]
    public async Task A_plan_that_gets_on_waits_for_a_short_time_each_time()
    {
        await using var stage = await StageAsync();
        var activities = ActivatorUtilities.CreateInstance<CampaignActivities>(stage.Services);
        var (writes, times) = (0, 0);
        tables.RefusesWrite = t => t == LedgerKeys.Table && ++writes % 2 == 0;

        var left = new BucketsToPlan(Run, 0, 2);
        for (; await activities.PlanBuckets(left, default) is { } putOff; left = putOff.Rest, times++)
            Assert.Equal((1, PassingFault.Wait(1, 0)), (putOff.Rest.Outages, putOff.WaitFor));

        Assert.InRange(times, 4, 12);
        Assert.Equal(Contacts, (await stage.CountsAsync("spring"))[Outcome.Pending]);
    }

    [Fact]
    public async Task What_looks_whether_a_campaign_is_done_and_what_fixes_its_audience_fail_for_no_service_that_does()
    {
        await using var stage = await StageAsync();
        var activities = ActivatorUtilities.CreateInstance<CampaignActivities>(stage.Services);
        await activities.PlanBuckets(new BucketsToPlan(Run, 0, 2), default);
        await stage.WorkAsync();
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = CampaignState.Planning }, default);
        tables.RefusesRead = t => t == LedgerKeys.Table;

        Assert.True(await activities.FixAudience(Run, default));
        Assert.False(await activities.TryCompleteCampaign(Run, default));

        tables.RefusesRead = _ => false;
        Assert.False(await activities.FixAudience(Run, default));
        Assert.True(await activities.TryCompleteCampaign(Run, default));
        var campaign = (await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!;
        Assert.Equal((Contacts, CampaignState.Completed), (campaign.Audience, campaign.State));
    }

    private static CampaignRun Run => new(CampaignStage.Account, "spring", Buckets: 2, Launch: 0);

    // Launched and planned while nobody was there, so that only the campaign is there.
    private async Task<CampaignStage> StageAsync()
    {
        var stage = await tables.StageAsync(0);
        await stage.LaunchAsync("spring");
        for (var i = 0; i < Contacts; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        return stage;
    }
}
