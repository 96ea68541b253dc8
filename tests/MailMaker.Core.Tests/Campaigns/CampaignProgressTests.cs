using MailMaker.Core.Campaigns;

namespace MailMaker.Core.Tests.Campaigns;

public class CampaignProgressTests
{
    private static readonly DateTimeOffset Launch = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly Campaign Sending = new() { Account = "a", Name = "c", List = "l", Template = "t", State = CampaignState.Sending, LaunchedAt = Launch, Audience = 1000 };

    [Fact]
    public void The_rate_is_that_of_the_last_minute_and_not_of_the_hours_before()
    {
        var progress = CampaignProgress.Of(
            Sending, Counts(pending: 400, sent: 500, capped: 100), [new(Launch.AddMinutes(55), 1, 1), new(Launch.AddMinutes(59.5), 410, 480), new(Launch.AddMinutes(59.9), 480, 590)], null, Launch.AddHours(1));

        Assert.Equal((0.6, 3, 4), (progress.ShareDone, progress.SentPerSecond, progress.DecidedPerSecond));
        Assert.Equal(Launch.AddHours(1).AddSeconds(100), progress.EstimatedEndAt);
    }

    [Fact]
    public void The_first_look_has_the_mean_since_the_launch()
    {
        var progress = CampaignProgress.Of(Sending, Counts(pending: 900, sent: 100), [], null, Launch.AddSeconds(50));

        Assert.Equal((2, Launch.AddSeconds(500)), (progress.SentPerSecond, progress.EstimatedEndAt));
    }

    [Fact]
    public void In_the_moment_of_the_launch_nothing_is_known_of_the_end()
    {
        var progress = CampaignProgress.Of(Sending, Counts(pending: 1000, sent: 0), [], null, Launch);

        Assert.Equal((null, null, null), (progress.SentPerSecond, progress.DecidedPerSecond, progress.EstimatedEndAt));
    }

    [Fact]
    public void What_was_seen_before_the_launch_or_a_moment_ago_says_nothing_of_the_rate()
    {
        var progress = CampaignProgress.Of(Sending, Counts(pending: 900, sent: 100), [new(Launch.AddSeconds(-5), 0, 0), new(Launch.AddSeconds(49.5), 60, 60)], null, Launch.AddSeconds(50));

        Assert.Equal(2, progress.SentPerSecond);
    }

    [Fact]
    public void Those_who_wait_put_the_end_off_until_the_last_of_them_is_due()
    {
        var due = new DueRange(Launch.AddHours(2), Launch.AddHours(9));

        var some = CampaignProgress.Of(Sending, Counts(pending: 100, deferred: 800, sent: 100), [], due, Launch.AddSeconds(50));
        var all = CampaignProgress.Of(Sending, Counts(deferred: 1000), [], due, Launch.AddSeconds(50));
        var unknown = CampaignProgress.Of(Sending, Counts(deferred: 1000), [], null, Launch.AddSeconds(50));

        Assert.Equal((Launch.AddHours(2), Launch.AddHours(9), Launch.AddHours(9)), (some.DeferredFrom, some.DeferredUntil, some.EstimatedEndAt));
        Assert.Equal(Launch.AddHours(9), all.EstimatedEndAt);
        Assert.Null(unknown.EstimatedEndAt);
    }

    [Theory]
    [InlineData(CampaignState.Paused)]
    [InlineData(CampaignState.Draft)]
    [InlineData(CampaignState.Failed)]
    public void What_does_not_go_has_no_end(CampaignState state) =>
        Assert.Null(CampaignProgress.Of(Sending with { State = state }, Counts(pending: 500, sent: 500), [], null, Launch.AddMinutes(1)).EstimatedEndAt);

    [Fact]
    public void Standing_still_has_no_end_and_no_overflow()
    {
        var still = CampaignProgress.Of(Sending, Counts(pending: 900, sent: 100), [new(Launch.AddHours(5).AddSeconds(-30), 100, 100)], null, Launch.AddHours(5));
        var slow = CampaignProgress.Of(Sending, Counts(pending: int.MaxValue / 2, sent: 1), [], null, Launch.AddDays(300));

        Assert.Equal((0, null, null), (still.SentPerSecond, still.EstimatedEndAt, slow.EstimatedEndAt));
    }

    [Fact]
    public void A_finished_campaign_keeps_the_rate_of_its_whole_run()
    {
        var done = Sending with { State = CampaignState.Completed, CompletedAt = Launch.AddSeconds(100) };

        var progress = CampaignProgress.Of(done, Counts(sent: 1000), [new(Launch.AddDays(2).AddSeconds(-10), 1000, 1000)], null, Launch.AddDays(2));

        Assert.Equal((1, 10, null), (progress.ShareDone, progress.SentPerSecond, progress.EstimatedEndAt));
        Assert.Equal(1, CampaignProgress.Of(done with { Audience = 0 }, Counts(), [], null, Launch.AddDays(2)).ShareDone);
        Assert.Equal(0, CampaignProgress.Of(Sending with { LaunchedAt = null, Audience = null, State = CampaignState.Draft }, Counts(), [], null, Launch).ShareDone);
    }

    [Fact]
    public void The_times_of_those_who_wait_are_found_in_the_slices()
    {
        var slice = Slice.Of([.. Enumerable.Range(0, 3).Select(i => Core.Contacts.ContactId.Of(Core.Lists.KeyKind.Email, $"{i}"))])
            .With([OutcomeEntry.Of(Outcome.Sent, 1, Launch), OutcomeEntry.Deferred(DeferReason.Capped, 0, Launch.AddHours(3)), OutcomeEntry.Deferred(DeferReason.QuietHours, 0, Launch.AddHours(1))]);

        Assert.Equal(new DueRange(Launch.AddHours(1), Launch.AddHours(3)), DueRange.Of(null, slice));
        Assert.Equal(new DueRange(Launch, Launch.AddHours(3)), DueRange.Of(new DueRange(Launch, Launch), slice));
        Assert.Null(DueRange.Of(null, Slice.Of(slice.Members)));
    }

    private static LedgerCounts Counts(int pending = 0, int deferred = 0, int sent = 0, int capped = 0)
    {
        var counts = new LedgerCounts();
        counts.Add(Outcome.Pending, pending);
        counts.Add(DeferReason.QuietHours, deferred);
        counts.Add(Outcome.Sent, sent);
        counts.Add(Outcome.Capped, capped);
        return counts;
    }
}
