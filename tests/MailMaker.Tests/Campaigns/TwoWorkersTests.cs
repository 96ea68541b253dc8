using Azure.Data.Tables;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Tests.Campaigns.Life;

namespace MailMaker.Tests.Campaigns;

/// <summary>Two hosts at one slice, neither of which dies: a resume asked for twice, a lock that was lost. A hand-over takes 100 ms here, so that a claim is over before the slice is.</summary>
public sealed class TwoWorkersTests
{
    private const int People = 30;
    private SlowTables tables = null!;

    [Fact]
    public async Task What_left_before_a_claim_ended_is_recorded_before_it_ends()
    {
        await using var stage = await StageAsync();
        var slice = (await stage.SlicesAsync("spring"))[0];
        var isSecond = false;
        // When the first claim is over, and the first worker is busy with the second one.
        stage.Channel.Before = async _ =>
        {
            stage.Clock.Advance(TimeSpan.FromMilliseconds(100));
            if (stage.Channel.Handed.Count < 9 || isSecond)
                return;
            isSecond = true;
            Assert.True((await stage.RunSliceAsync(slice)).IsHeld);
        };

        await stage.RunSliceAsync(slice);

        await AssertOnceAsync(stage);
    }

    [Fact]
    public async Task A_worker_whose_claim_another_took_up_leaves_the_rest_to_it()
    {
        await using var stage = await StageAsync();
        var slice = (await stage.SlicesAsync("spring"))[0];
        stage.Channel.Before = _ =>
        {
            stage.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.CompletedTask;
        };
        // Between two rounds of the first worker, which was slow to begin the second.
        Meanwhile(() => stage.Channel.Handed.Count > 0, () =>
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            return stage.RunSliceAsync(slice);
        });

        await stage.RunSliceAsync(slice);

        await AssertOnceAsync(stage);
    }

    [Fact]
    public async Task What_another_worker_recorded_after_the_slice_was_read_is_left_out()
    {
        await using var stage = await StageAsync();
        var slice = (await stage.SlicesAsync("spring"))[0];
        Meanwhile(() => true, async () =>
        {
            await stage.RunSliceAsync(slice);
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
        });

        await stage.RunSliceAsync(slice);

        await AssertOnceAsync(stage);
    }

    private async Task<CampaignStage> StageAsync()
    {
        var stage = await CampaignStage.WithAsync(c => tables = new SlowTables(c), 0);
        stage.Channel.RecognisesRepeats = false;
        await stage.ChangeListAsync(l => l with { Buckets = 1 });
        for (var i = 0; i < People; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        await stage.LaunchAsync("spring");
        return stage;
    }

    // Once, before the first query at which the condition holds.
    private void Meanwhile(Func<bool> isTime, Func<Task> act) => tables.AtEachQuery = () =>
    {
        if (!isTime())
            return;
        tables.AtEachQuery = () => { };
        Task.Run(act).GetAwaiter().GetResult();
    };

    private static async Task AssertOnceAsync(CampaignStage stage)
    {
        stage.Channel.Before = _ => Task.CompletedTask;
        for (var look = 0; look < 3; look++)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(2));
            await stage.WorkAsync();
        }

        Assert.Equal((People, People), (stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
        Assert.Equal(People, (await stage.CountsAsync("spring")).Sent);
        // Their claims are there, for caps to count.
        Assert.Equal(People, await ClaimsAsync(stage));
    }

    private static async Task<int> ClaimsAsync(CampaignStage stage)
    {
        var claims = 0;
        await foreach (var row in stage.Contacts.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey ge {"s|"} and RowKey lt {"s}"}")))
            claims += SendState.Of(row).History.Holds(CampaignTag.Of(CampaignStage.Account, "spring")) ? 1 : 0;
        return claims;
    }
}
