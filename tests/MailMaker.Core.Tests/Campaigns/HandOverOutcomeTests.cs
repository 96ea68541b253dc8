using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class HandOverOutcomeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_taken_is_sent() => Assert.Equal(OutcomeEntry.Of(Outcome.Sent, 2, Now), HandOverOutcome.Of(new HandOver.Accepted("id"), 2, Now));

    [Fact]
    public void What_failed_for_now_is_tried_again_by_the_plan() =>
        Assert.Equal(RetryPlan.After(2, TimeSpan.FromMinutes(9), Now, "4.2.2"), HandOverOutcome.Of(new HandOver.TemporaryFailure("4.2.2", TimeSpan.FromMinutes(9)), 2, Now));

    [Fact]
    public void What_was_refused_keeps_the_code()
    {
        var entry = HandOverOutcome.Of(new HandOver.PermanentFailure("5.1.1"), 3, Now);

        Assert.Equal((Outcome.ChannelRefused, 3, "5.1.1"), (entry.Outcome, entry.Attempts, entry.DetailWord));
    }

    [Fact]
    public void What_nobody_knows_the_end_of_is_not_tried_again()
    {
        var entry = HandOverOutcome.Of(new HandOver.Unknown("4.4.2"), 1, Now);

        Assert.Equal((Outcome.Unknown, 1, "4.4.2", true), (entry.Outcome, entry.Attempts, entry.DetailWord, entry.Outcome.IsFinal()));
    }

    [Fact]
    public void What_was_not_offered_was_no_try()
    {
        var entry = HandOverOutcome.Of(HandOver.NotOffered.Instance, 1, Now);

        Assert.Equal((Outcome.Deferred, DeferReason.Channel, 0), (entry.Outcome, entry.DeferReason, entry.Attempts));
    }
}
