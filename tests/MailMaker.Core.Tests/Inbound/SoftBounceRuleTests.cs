using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

public class SoftBounceRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_fifth_soft_bounce_in_a_month_ends_an_address() => Assert.True(IsMet(null, 0, 1, 5, 9, 20));

    [Fact]
    public void Four_do_not() => Assert.False(IsMet(null, 0, 5, 9, 20));

    [Fact]
    public void What_is_older_than_the_rule_looks_back_does_not_count() => Assert.False(IsMet(null, 0, 1, 5, 9, 30));

    [Fact]
    public void One_bad_night_ends_nobody() =>
        Assert.False(SoftBounceRule.Default.IsMet(Enumerable.Range(0, 20).Select(m => Now.AddMinutes(-m)), null, Now));

    [Fact]
    public void A_sign_of_life_begins_the_count_anew() => Assert.False(IsMet(Now.AddDays(-4), 0, 1, 5, 9, 20));

    [Fact]
    public void What_is_dated_later_than_now_does_not_count() => Assert.False(IsMet(null, -1, -2, 0, 5, 9));

    [Theory]
    [InlineData(0, 30, 1)]
    [InlineData(5, 0, 3)]
    [InlineData(5, 30, 6)]
    [InlineData(5, 400, 3)]
    public void A_rule_that_can_not_be_met_or_never_ends_is_not_valid(int count, int days, int different) =>
        Assert.False(new SoftBounceRule(count, TimeSpan.FromDays(days), different).IsValid);

    [Fact]
    public void The_default_is_valid() => Assert.True(SoftBounceRule.Default.IsValid);

    private static bool IsMet(DateTimeOffset? lastSignOfLifeAt, params int[] daysAgo) =>
        SoftBounceRule.Default.IsMet(daysAgo.Select(d => Now.AddDays(-d)), lastSignOfLifeAt, Now);
}
