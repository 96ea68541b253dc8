using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;

namespace MailMaker.Tests.Campaigns;

/// <summary>What the ledger says of those whom a cancelled campaign had not reached, or may have.</summary>
public sealed class CancelledCampaignTests
{
    [Fact]
    public async Task A_cancelled_campaign_drops_the_rest_and_a_paused_one_holds_it()
    {
        await using var stage = await CampaignStage.WithAsync(12);
        await stage.LaunchAsync("spring");
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = CampaignState.Paused }, default);
        await stage.WorkAsync();
        Assert.Equal(12, (await stage.CountsAsync("spring")).Open);
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = CampaignState.Cancelled }, default);
        foreach (var slice in await stage.SlicesAsync("spring"))
            await stage.RunSliceAsync(slice);
        Assert.Equal(12, (await stage.CountsAsync("spring"))[Outcome.Cancelled]);
        Assert.Empty(stage.Channel.Handed);
    }

    [Fact]
    public async Task Of_whom_a_worker_that_died_may_have_reached_it_is_not_said_that_nothing_went_out()
    {
        await using var stage = await CampaignStage.WithAsync(20, new FrequencyCap(1, CapPeriod.Day));
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        var offered = 0;
        stage.Channel.Before = _ => Interlocked.Increment(ref offered) == 5 ? throw new IOException("The worker died.") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(() => stage.RunSliceAsync(slice));
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = CampaignState.Cancelled }, default);
        stage.Clock.Advance(SliceRun.Lease);
        await stage.RunSliceAsync(slice);
        await stage.WorkAsync();

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((1, stage.Channel.Handed.Count), (counts[Outcome.Unknown], counts.Sent));
        Assert.Equal(20, counts.Sent + counts[Outcome.Unknown] + counts[Outcome.Cancelled]);

        // A cap counts what may have gone out.
        await stage.LaunchAsync("summer");
        await stage.WorkAsync();
        Assert.Equal(counts[Outcome.Cancelled], (await stage.CountsAsync("summer")).Sent);
    }
}
