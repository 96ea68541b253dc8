using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

public class BounceVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(BounceClass.Hard, DeliveryAction.Failed, BounceVerdict.SuppressAsHard)]
    [InlineData(BounceClass.Soft, DeliveryAction.Failed, BounceVerdict.Remember)]
    [InlineData(BounceClass.Block, DeliveryAction.Failed, BounceVerdict.Ignore)]
    [InlineData(BounceClass.Soft, DeliveryAction.Delayed, BounceVerdict.Ignore)]
    public void The_class_of_a_bounce_decides(BounceClass found, DeliveryAction action, BounceVerdict expected) =>
        Assert.Equal(expected, BounceVerdicts.Of(Recipient(found, action), [], null, SoftBounceRule.Default, Now));

    [Fact]
    public void The_fifth_soft_bounce_in_a_month_ends_an_address() => Assert.Equal(BounceVerdict.SuppressAsSoft, Soft(null, 1, 5, 9, 20));

    [Fact]
    public void Four_do_not() => Assert.Equal(BounceVerdict.Remember, Soft(null, 5, 9, 20));

    [Fact]
    public void What_is_older_than_the_rule_looks_back_does_not_count() => Assert.Equal(BounceVerdict.Remember, Soft(null, 1, 5, 9, 30));

    [Fact]
    public void One_bad_night_ends_nobody() =>
        Assert.Equal(BounceVerdict.Remember, BounceVerdicts.Of(Recipient(BounceClass.Soft), [.. Enumerable.Range(1, 20).Select(m => Now.AddMinutes(-m))], null, SoftBounceRule.Default, Now));

    [Fact]
    public void A_sign_of_life_begins_the_count_anew() => Assert.Equal(BounceVerdict.Remember, Soft(Now.AddDays(-4), 1, 5, 9, 20));

    [Fact]
    public void What_is_dated_later_than_now_does_not_count() => Assert.Equal(BounceVerdict.Remember, Soft(null, -1, -2, 5, 9));

    [Theory]
    [InlineData(0, 30, 1)]
    [InlineData(5, 0, 3)]
    [InlineData(5, 30, 6)]
    [InlineData(5, 400, 3)]
    public void A_rule_that_can_not_be_met_or_never_ends_is_not_valid(int count, int days, int different) =>
        Assert.False(new SoftBounceRule(count, TimeSpan.FromDays(days), different).IsValid);

    [Fact]
    public void The_default_is_valid() => Assert.True(SoftBounceRule.Default.IsValid);

    private static BounceVerdict Soft(DateTimeOffset? lastSignOfLifeAt, params int[] daysAgo) =>
        BounceVerdicts.Of(Recipient(BounceClass.Soft), daysAgo.Select(d => Now.AddDays(-d)), lastSignOfLifeAt, SoftBounceRule.Default, Now);

    private static BouncedRecipient Recipient(BounceClass found, DeliveryAction action = DeliveryAction.Failed) =>
        new("anna@recipient.example", "", action, default, "", ReplyReason.Unclear, found);
}
