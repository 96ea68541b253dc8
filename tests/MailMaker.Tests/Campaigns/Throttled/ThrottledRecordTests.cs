using Azure;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Campaigns.Throttled;

/// <summary>What has left is recorded though storage is throttled: else it would be handed over again.</summary>
public sealed class ThrottledRecordTests
{
    private readonly RefusingTables tables = new();

    [Fact]
    public async Task What_was_handed_over_is_recorded_when_the_ledger_takes_it_again()
    {
        await using var stage = await tables.StageAsync(20);
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        tables.RefusesWrite = t => t == LedgerKeys.Table && tables.Refused < 5;

        await TimePassesAsync(stage, slice);

        Assert.Equal(5, tables.Refused);
        var recorded = (await stage.Ledger.FindAsync(slice, default))!.Slice;
        Assert.All(recorded.Entries, e => Assert.Equal(Outcome.Sent, e.Outcome));
        Assert.Equal(recorded.Members.Count, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task A_ledger_that_stays_gone_ends_the_run_after_a_while()
    {
        await using var stage = await tables.StageAsync(20);
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        var began = stage.Clock.GetUtcNow();
        tables.RefusesWrite = t => t == LedgerKeys.Table;

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => TimePassesAsync(stage, slice));

        // Groups that are recorded on the way, and the end.
        Assert.InRange(stage.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task What_has_left_is_recorded_though_claims_of_others_can_not_be_given_back()
    {
        await using var stage = await tables.StageAsync(20);
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        var members = (await stage.Ledger.FindAsync(slice, default))!.Slice.Members.Count;
        // The last one is refused for good, so that its claim is to be given back.
        var asked = 0;
        stage.Channel.Answer = _ => Interlocked.Increment(ref asked) == members ? new HandOver.PermanentFailure("5.1.1") : new HandOver.Accepted("");
        tables.RefusesQuery = t => t == "Contacts" && asked == members;

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => TimePassesAsync(stage, slice));

        tables.RefusesQuery = _ => false;
        var recorded = (await stage.Ledger.FindAsync(slice, default))!.Slice;
        Assert.Equal((members - 1, 1), (recorded.Entries.Count(e => e.Outcome == Outcome.Sent), recorded.Entries.Count(e => e.Outcome == Outcome.Pending)));
    }

    // Time passes only while the run waits for it: a slow machine makes no claim run out.
    private static async Task TimePassesAsync(CampaignStage stage, SliceKey slice)
    {
        Assert.Equal(0, stage.Clock.PendingTimers);
        var run = stage.RunSliceAsync(slice);
        await Eventually.HoldsAsync(() =>
        {
            if (stage.Clock.PendingTimers > 0)
                stage.Clock.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(run.IsCompleted);
        });
        await run;
    }
}
