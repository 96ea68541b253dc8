using MailMaker.Core.Campaigns;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class CampaignLifeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(CampaignState.Completed)]
    [InlineData(CampaignState.Cancelled)]
    [InlineData(CampaignState.Sending)]
    public void What_was_launched_is_not_launched_again(CampaignState state) => Assert.Null(CampaignTransitions.Next(state, CampaignAction.Launch));

    [Fact]
    public void A_pause_while_planning_outlasts_the_planning() =>
        Assert.Equal(CampaignState.Paused, CampaignTransitions.Next(CampaignState.Paused, CampaignAction.AudienceFixed));

    [Fact]
    public void A_cancelled_campaign_never_becomes_another()
    {
        var reached = Enum.GetValues<CampaignAction>().Select(a => CampaignTransitions.Next(CampaignState.Cancelled, a)).Where(s => s is not null);
        Assert.All(reached, s => Assert.Equal(CampaignState.Cancelled, s));
    }

    [Fact]
    public void A_hand_over_that_fails_for_now_is_tried_again_ever_later_and_then_given_up()
    {
        var waits = Enumerable.Range(1, RetryPlan.MostAttempts - 1).Select(n => RetryPlan.After(n, null, Now)).ToList();
        Assert.All(waits, w => Assert.Equal(Outcome.Deferred, w.Outcome));
        Assert.Equal([30, 120, 480, 1920, 3600], waits.Select(w => (int)(w.At - Now).TotalSeconds));
        Assert.Equal(Outcome.GaveUp, RetryPlan.After(RetryPlan.MostAttempts, null, Now).Outcome);
    }

    [Fact]
    public void Those_who_failed_together_come_again_over_a_quarter_of_their_wait()
    {
        var entry = RetryPlan.After(2, null, Now);

        Assert.Equal([120, 135, 149], new[] { 0, 0.5, 0.999 }.Select(r => (int)(RetryPlan.Spread(entry, Now, r).At - Now).TotalSeconds));
    }

    [Fact]
    public void The_channel_may_ask_for_a_longer_wait() =>
        Assert.Equal(Now.AddMinutes(5), RetryPlan.After(1, TimeSpan.FromMinutes(5), Now).At);
}
