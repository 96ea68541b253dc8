using MailMaker.Core.Campaigns;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class MailDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, 700, TimeSpan.Zero);
    private static readonly DateTimeOffset Second = Now.AddMilliseconds(-700);

    [Fact]
    public void A_first_mail_says_the_second_of_its_claim() => Assert.Equal(Second, MailDate.Of(null, Now));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(-7199, true)]
    [InlineData(-7200, false)]
    [InlineData(1, false)] // a clock that was set back
    public void A_second_one_says_what_the_first_one_did_unless_that_is_long_ago_or_ahead(int seconds, bool isKept)
    {
        var before = Second.AddSeconds(seconds);

        Assert.Equal(isKept ? before : Second, MailDate.Of(before, Now));
    }

    [Fact]
    public void No_try_comes_so_late_after_the_one_before_that_its_date_changes()
    {
        for (var attempt = 1; attempt < RetryPlan.MostAttempts; attempt++)
        {
            var next = RetryPlan.Spread(RetryPlan.After(attempt, TimeSpan.FromDays(1), Now), Now, 1);
            Assert.True(next.At - Now < MailDate.KeptFor, $"{next.At - Now}");
        }
    }
}
