using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;

namespace MailMaker.Tests.Consent;

/// <summary>Promise 2: no message is handed over after an opt-out was acknowledged.</summary>
public sealed class RunningClaimsTests
{
    [Fact]
    public async Task A_goodbye_is_recorded_at_once_and_acknowledged_when_the_running_claim_has_ended()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.FromSeconds(2));

        var leaving = Leave(stage);
        await WaitsAsync(stage);

        Assert.False(leaving.IsCompleted);
        Assert.NotNull(await stage.GoodbyeAsync());
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<FarewellOutcome.Left>(await leaving);
    }

    [Fact]
    public async Task It_is_not_acknowledged_a_moment_too_early()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.FromSeconds(2));
        var until = stage.Clock.GetUtcNow() + TimeSpan.FromSeconds(2);

        var leaving = Leave(stage);
        for (var i = 0; i < 400 && !leaving.IsCompleted; i++)
        {
            await WaitsAsync(stage, leaving);
            if (!leaving.IsCompleted)
                stage.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.IsType<FarewellOutcome.Left>(await leaving);
        Assert.InRange(stage.Clock.GetUtcNow(), until, until + TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public async Task A_claim_that_is_given_back_ends_the_wait()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.FromSeconds(10));

        var leaving = Leave(stage);
        await WaitsAsync(stage);
        await stage.Table.UpsertEntityAsync(new TableEntity(stage.Partition, ContactKeys.SendState(stage.Contact)), TableUpdateMode.Replace);
        stage.Clock.Advance(TimeSpan.FromMilliseconds(25));

        Assert.IsType<FarewellOutcome.Left>(await leaving);
    }

    [Fact]
    public async Task A_second_goodbye_waits_as_well()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.FromSeconds(2));

        var first = Leave(stage);
        await WaitsAsync(stage);
        var second = Leave(stage);
        await WaitsAsync(stage, timers: 2);

        Assert.False(first.IsCompleted || second.IsCompleted);
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<FarewellOutcome.Left>(await first);
        Assert.IsType<FarewellOutcome.Left>(await second);
    }

    [Fact]
    public async Task A_claim_without_end_does_not_hold_the_answer_for_ever()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.FromDays(1));

        var leaving = Leave(stage);
        await WaitsAsync(stage);
        stage.Clock.Advance(RunningClaims.LongestWait);

        Assert.IsType<FarewellOutcome.LeftWhileSending>(await leaving);
        Assert.NotNull(await stage.GoodbyeAsync());
    }

    [Fact]
    public async Task Hanging_up_stops_the_waiting_and_not_the_recording()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.FromSeconds(2));
        using var hungUp = new CancellationTokenSource();
        await hungUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Farewell.LeaveAsync(Link(stage), GoodbyeReason.OneClick, new("one-click"), hungUp.Token));
        Assert.NotNull(await stage.GoodbyeAsync());
    }

    [Fact]
    public async Task A_claim_that_was_read_before_the_goodbye_fails_when_it_is_written()
    {
        await using var stage = await ConsentStage.StartAsync();
        await stage.ClaimAsync(TimeSpan.Zero);
        var read = (await stage.SendStateAsync())!;

        await Leave(stage);

        var claim = new TableEntity(stage.Partition, ContactKeys.SendState(stage.Contact)) { ["ClaimedUntil"] = stage.Clock.GetUtcNow() };
        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => stage.Table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.UpdateReplace, claim, read.ETag)]));
        Assert.Equal(412, refused.Status);
    }

    private static UnsubscribeLink Link(ConsentStage stage) => new("acme", "news", stage.Contact, "spring");

    private static Task<FarewellOutcome> Leave(ConsentStage stage) => stage.Farewell.LeaveAsync(Link(stage), GoodbyeReason.Link, new("link"), default);

    // Until the code under test has set its timer. Reading the table gives the pool something to do meanwhile; no real time is waited for.
    private static async Task WaitsAsync(ConsentStage stage, Task? orDone = null, int timers = 1)
    {
        while (stage.Clock.PendingTimers < timers && orDone?.IsCompleted != true)
            await stage.GoodbyeAsync();
    }
}
