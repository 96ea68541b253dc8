using MailMaker.Core.Campaigns;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class LaunchDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly Campaign Draft = new() { Account = "acme", Name = "spring", List = "news", Template = "t" };

    [Fact]
    public void Without_a_schedule_it_begins_at_once_and_expires_after_its_time()
    {
        var launched = LaunchDecision.Launch(Draft, "ada", Now).Value!;

        Assert.Equal((CampaignState.Planning, 1, "ada"), (launched.State, launched.Launches, launched.LaunchedBy));
        Assert.Equal((Now, Now.AddHours(72)), (launched.LaunchedAt, launched.ExpiresAt));
    }

    [Fact]
    public void With_one_it_waits_and_begins_when_the_moment_has_come()
    {
        var scheduled = LaunchDecision.Launch(Draft with { Schedule = At("2026-03-10T12:00Z"), ExpiresAfter = "PT1H" }, "", Now).Value!;

        Assert.Equal((CampaignState.Scheduled, Now.AddHours(3)), (scheduled.State, scheduled.StartsAt));
        Assert.Null(scheduled.ExpiresAt);
        Assert.Null(LaunchDecision.Begin(scheduled, 1, Now.AddHours(3).AddTicks(-1)));
        Assert.Equal(Now.AddHours(4), LaunchDecision.Begin(scheduled, 1, Now.AddHours(3))!.ExpiresAt);
    }

    [Fact]
    public void A_launch_whose_moment_was_moved_does_not_begin()
    {
        var scheduled = LaunchDecision.Launch(Draft with { Schedule = At("2026-03-10T12:00Z") }, "", Now).Value!;
        var moved = LaunchDecision.Reschedule(scheduled, At("2026-03-10T10:00Z"), Now).Value!;

        Assert.Null(LaunchDecision.Begin(moved, 1, Now.AddHours(3)));
        Assert.NotNull(LaunchDecision.Begin(moved, 2, Now.AddHours(1)));
    }

    [Fact]
    public void A_local_time_begins_with_the_first_zone_and_expires_after_the_last()
    {
        var local = Draft with { Schedule = new() { LocalTime = "2026-03-12T09:00" }, ExpiresAfter = "PT2H" };
        var scheduled = LaunchDecision.Launch(local, "", Now).Value!;

        Assert.Equal(new DateTimeOffset(2026, 3, 11, 19, 0, 0, TimeSpan.Zero), scheduled.StartsAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 12, 23, 0, 0, TimeSpan.Zero), LaunchDecision.Begin(scheduled, 1, scheduled.StartsAt!.Value)!.ExpiresAt);
    }

    [Fact]
    public void A_local_time_that_the_first_zone_shows_at_this_moment_begins_at_once() =>
        Assert.Equal(CampaignState.Planning, LaunchDecision.Launch(Draft with { Schedule = new() { LocalTime = "2026-03-10T23:00" } }, "", Now).Value!.State);

    [Fact]
    public void A_local_time_that_has_passed_for_some_only_begins_at_once() =>
        Assert.Equal(CampaignState.Planning, LaunchDecision.Launch(Draft with { Schedule = new() { LocalTime = "2026-03-10T12:00" } }, "", Now).Value!.State);

    [Theory]
    [InlineData("2026-03-10T08:59Z")]
    [InlineData("2028-03-10T08:59Z")]
    public void A_moment_in_the_past_or_too_far_ahead_is_a_slip_and_refused(string at)
    {
        Assert.Equal(["/schedule/at"], LaunchDecision.Launch(Draft with { Schedule = At(at) }, "", Now).Problems.Select(p => p.Pointer));
        var scheduled = Draft with { State = CampaignState.Scheduled, StartsAt = Now.AddDays(1) };
        Assert.Equal(["/schedule/at"], LaunchDecision.Reschedule(scheduled, At(at), Now).Problems.Select(p => p.Pointer));
    }

    [Fact]
    public void What_failed_at_its_time_may_go_out_now_and_puts_on_the_queue_what_was_taken_from_it()
    {
        var failed = Draft with { State = CampaignState.Failed, Failure = "x", FailurePointer = "/list", Launches = 1, Schedule = At("2026-03-10T08:00Z") };

        var again = LaunchDecision.Launch(failed, "", Now).Value!;

        Assert.Equal((CampaignState.Planning, 2, Now), (again.State, again.Launches, again.RequeueAt));
        Assert.Null(again.Failure);
        Assert.Null(again.FailurePointer);
    }

    [Fact]
    public void Only_a_draft_or_a_failed_one_is_launched_and_only_a_scheduled_one_is_moved()
    {
        foreach (var state in Enum.GetValues<CampaignState>())
        {
            var campaign = Draft with { State = state, StartsAt = Now.AddDays(1) };
            Assert.Equal(state is CampaignState.Draft or CampaignState.Failed, LaunchDecision.Launch(campaign, "", Now).Value is not null);
            Assert.Equal(state is CampaignState.Scheduled, LaunchDecision.Reschedule(campaign, At("2026-03-11T08:00Z"), Now).Value is not null);
        }
    }

    [Fact]
    public void An_edit_is_refused_from_the_schedule_on_and_keeps_what_a_failure_left()
    {
        var asked = new Checked<Campaign>(Draft with { Template = "other" }, []);
        foreach (var state in Enum.GetValues<CampaignState>())
            Assert.Equal(state is CampaignState.Draft or CampaignState.Failed, EditDecision.Decide(asked, Draft with { State = state }, "").Value is not null);
        var edited = EditDecision.Decide(asked, Draft with { State = CampaignState.Failed, Launches = 3, Failure = "x" }, "ada").Value!;
        Assert.Equal((CampaignState.Failed, 3, "x", "ada", "other"), (edited.State, edited.Launches, edited.Failure, edited.EditedBy, edited.Template));
    }

    [Fact]
    public void A_failed_launch_goes_on_to_the_same_lists_only()
    {
        var asked = new Checked<Campaign>(Draft with { List = "others" }, []);

        Assert.Equal(["/list"], EditDecision.Decide(asked, Draft with { State = CampaignState.Failed }, "").Problems.Select(p => p.Pointer));
        Assert.NotNull(EditDecision.Decide(asked, Draft, "").Value);
    }

    [Fact]
    public void An_edit_keeps_where_a_failed_launch_had_planned_its_recipients()
    {
        var lists = new AudienceList[] { new(Draft.List, 4, 0) };
        var failed = Draft with { State = CampaignState.Failed, Lists = lists, MayRepeatAddresses = true, LaunchedAt = Now, ExpiresAt = Now.AddDays(3) };

        var edited = EditDecision.Decide(new(Draft with { Template = "other" }, []), failed, "").Value!;

        Assert.Equal((lists, true, Now, Now.AddDays(3)), (edited.Lists, edited.MayRepeatAddresses, edited.LaunchedAt, edited.ExpiresAt));
        // A draft that was scheduled once is numbered when it is launched.
        Assert.Equal(0, EditDecision.Decide(new(Draft, []), failed with { State = CampaignState.Draft }, "").Value!.Lists.Sum(l => l.Buckets));
    }

    [Fact]
    public void A_cancelled_one_is_not_launched_and_hears_why() => Assert.Equal(
        "The campaign is cancelled: only a draft or a failed one can be launched.", LaunchDecision.Launch(Draft with { State = CampaignState.Cancelled }, "", Now).Problems.Single().Detail);

    [Fact]
    public void An_edit_drops_an_approval() =>
        Assert.Null(EditDecision.Decide(new(Draft, []), Draft with { Approval = new("bob", Now, "f") }, "").Value!.Approval);

    private static CampaignSchedule At(string at) => new() { At = at };
}
