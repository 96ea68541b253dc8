using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class StuckDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly Campaign Sending = new() { Account = "acme", Name = "spring", List = "news", Template = "t", State = CampaignState.Sending };

    [Fact]
    public void What_moves_is_noted_anew_and_what_stands_keeps_its_moment()
    {
        var mark = StuckDecision.Look(null, 1, Counts(sent: 5, pending: 10), Now);

        Assert.Equal(new ProgressMark(1, 5, 15, Now), mark);
        Assert.Same(mark, StuckDecision.Look(mark, 1, Counts(sent: 5, pending: 10), Now.AddHours(1)));
        // Another one decided, more planned, another launch.
        Assert.Equal(Now.AddHours(1), StuckDecision.Look(mark, 1, Counts(sent: 6, pending: 9), Now.AddHours(1)).At);
        Assert.Equal(Now.AddHours(1), StuckDecision.Look(mark, 1, Counts(sent: 5, pending: 11), Now.AddHours(1)).At);
        Assert.Equal(Now.AddHours(1), StuckDecision.Look(mark, 2, Counts(sent: 5, pending: 10), Now.AddHours(1)).At);
    }

    [Fact]
    public void Who_only_waits_on_is_no_progress()
    {
        var waiting = Counts(sent: 5, pending: 0);
        waiting.Add(DeferReason.Channel, 10);
        var mark = StuckDecision.Look(null, 1, Counts(sent: 5, pending: 10), Now);

        Assert.Same(mark, StuckDecision.Look(mark, 1, waiting, Now.AddHours(1)));
    }

    [Fact]
    public void A_quarter_of_an_hour_without_progress_is_worth_a_look()
    {
        var mark = new ProgressMark(1, 5, 15, Now);

        Assert.False(StuckDecision.MayBeStuck(mark, Now.AddMinutes(15).AddTicks(-1)));
        Assert.True(StuckDecision.MayBeStuck(mark, Now.AddMinutes(15)));
        Assert.False(StuckDecision.MayBeStuck(mark with { StuckSince = Now }, Now.AddMinutes(30)));
        // Who waits was due at nine: that is looked at a quarter of an hour later.
        Assert.False(StuckDecision.MayBeStuck(mark with { NextDueAt = Now }, Now.AddMinutes(15).AddTicks(-1)));
        Assert.False(StuckDecision.MayBeStuck(mark with { NextDueAt = Now.AddHours(1) }, Now.AddHours(1)));
        Assert.True(StuckDecision.MayBeStuck(mark with { NextDueAt = Now.AddHours(1) }, Now.AddMinutes(75)));
    }

    [Fact]
    public void Overdue_is_who_is_pending_or_was_due_a_quarter_of_an_hour_ago()
    {
        var due = OutcomeEntry.Deferred(DeferReason.Capped, 0, Now);

        Assert.True(StuckDecision.IsOverdue(SliceOf(default, OutcomeEntry.Of(Outcome.Sent, 1, Now)), Now));
        Assert.False(StuckDecision.IsOverdue(SliceOf(due, OutcomeEntry.Of(Outcome.Sent, 1, Now)), Now.AddMinutes(15).AddSeconds(-1)));
        Assert.True(StuckDecision.IsOverdue(SliceOf(due, OutcomeEntry.Of(Outcome.Sent, 1, Now)), Now.AddMinutes(15)));
        Assert.False(StuckDecision.IsOverdue(SliceOf(OutcomeEntry.Of(Outcome.Sent, 1, Now), OutcomeEntry.Of(Outcome.Capped, 0, Now)), Now.AddDays(1)));
    }

    [Fact]
    public void The_next_who_is_due_is_the_first_of_those_who_wait()
    {
        var slice = SliceOf(OutcomeEntry.Deferred(DeferReason.Rate, 0, Now.AddHours(2)), OutcomeEntry.Deferred(DeferReason.Rate, 0, Now.AddHours(1)));

        Assert.Equal(Now.AddHours(1), StuckDecision.NextDue(slice));
        Assert.Null(StuckDecision.NextDue(SliceOf(default, OutcomeEntry.Of(Outcome.Sent, 1, Now))));
    }

    [Theory]
    [InlineData(CampaignState.Draft, false)]
    [InlineData(CampaignState.Planning, true)]
    [InlineData(CampaignState.Sending, true)]
    [InlineData(CampaignState.Paused, false)]
    [InlineData(CampaignState.Cancelled, false)]
    [InlineData(CampaignState.Completed, false)]
    [InlineData(CampaignState.Failed, false)]
    public void Only_what_is_planned_or_sent_ought_to_move(CampaignState state, bool ought) =>
        Assert.Equal(ought, StuckDecision.OughtToMove(Sending with { State = state }, Now));

    [Fact]
    public void What_is_scheduled_ought_to_move_from_its_moment_on()
    {
        var scheduled = Sending with { State = CampaignState.Scheduled, StartsAt = Now };

        Assert.False(StuckDecision.OughtToMove(scheduled, Now.AddTicks(-1)));
        Assert.True(StuckDecision.OughtToMove(scheduled, Now));
    }

    private static LedgerCounts Counts(int sent, int pending)
    {
        var counts = new LedgerCounts();
        counts.Add(Outcome.Sent, sent);
        counts.Add(Outcome.Pending, pending);
        return counts;
    }

    private static Slice SliceOf(OutcomeEntry one, OutcomeEntry other) =>
        Slice.Of([ContactId.Of(KeyKind.Email, "a@example.com"), ContactId.Of(KeyKind.Email, "b@example.com")], [one, other]);
}
