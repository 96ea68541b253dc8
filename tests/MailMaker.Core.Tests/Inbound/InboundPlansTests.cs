using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Inbound;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;

namespace MailMaker.Core.Tests.Inbound;

public sealed class InboundPlansTests
{
    private const string Ada = "ada@example.com";

    [Fact]
    public void A_dead_address_is_suppressed() =>
        Assert.Equal([new InboundDeed.Suppress(Ada, SuppressionReason.HardBounce)], InboundPlans.OfSigned(Bounce(BounceClass.Hard, Ada), To(Ada)).Deeds);

    [Fact]
    public void A_block_is_counted_and_touches_nobody()
    {
        var plan = InboundPlans.OfSigned(Bounce(BounceClass.Block, Ada), To(Ada));
        Assert.Equal(InboundClass.Block, plan.Class);
        Assert.Empty(plan.Deeds);
    }

    [Fact]
    public void A_failure_for_now_is_remembered() =>
        Assert.Equal([new InboundDeed.RememberFailure(Ada)], InboundPlans.OfSigned(Bounce(BounceClass.Soft, Ada), To(Ada)).Deeds);

    [Fact]
    public void A_delay_is_a_notice()
    {
        var delayed = new InboundReading.Bounce([Recipient(BounceClass.Soft, Ada) with { Action = DeliveryAction.Delayed }]);
        Assert.Equal((InboundClass.Notice, 0), (InboundPlans.OfSigned(delayed, To(Ada)).Class, InboundPlans.OfSigned(delayed, To(Ada)).Deeds.Count));
        Assert.Equal((InboundClass.Notice, null), (InboundPlans.OfAddresses(delayed, []).Class, InboundPlans.OfAddresses(delayed, []).Review));
    }

    [Fact]
    public void Where_a_mail_was_forwarded_to_a_dead_address_ours_only_failed_for_now() =>
        Assert.Equal([new InboundDeed.RememberFailure(Ada)], InboundPlans.OfSigned(Bounce(BounceClass.Hard, "elsewhere@example.org"), To(Ada)).Deeds);

    [Fact]
    public void An_original_recipient_tells_whom_we_wrote_to()
    {
        var bounce = new InboundReading.Bounce([Recipient(BounceClass.Hard, "elsewhere@example.org") with { OriginalRecipient = "Ada@EXAMPLE.com" }]);
        Assert.Equal([new InboundDeed.Suppress(Ada, SuppressionReason.HardBounce)], InboundPlans.OfSigned(bounce, To(Ada)).Deeds);
    }

    [Fact]
    public void A_contact_with_a_new_address_keeps_it_and_the_old_one_is_suppressed()
    {
        var moved = To("new@example.com") with { AddressCheck = MailMark.CheckOf(Ada) };
        Assert.Equal([new InboundDeed.Suppress(Ada, SuppressionReason.HardBounce)], InboundPlans.OfSigned(Bounce(BounceClass.Hard, Ada), moved).Deeds);
        Assert.Empty(InboundPlans.OfSigned(Bounce(BounceClass.Hard, "other@example.org"), moved).Deeds);
    }

    [Fact]
    public void Who_complains_leaves_and_is_suppressed()
    {
        var plan = InboundPlans.OfSigned(new InboundReading.Complaint(FeedbackType.Abuse, [], "", ""), To(Ada));
        Assert.Equal(InboundClass.Complaint, plan.Class);
        Assert.Equal([new InboundDeed.Leave(To(Ada), GoodbyeReason.Complaint), new InboundDeed.Suppress(Ada, SuppressionReason.Complaint)], plan.Deeds);
    }

    [Fact]
    public void Who_takes_a_mail_out_of_the_spam_folder_does_not_complain()
    {
        var rescued = new InboundReading.Complaint(FeedbackType.NotSpam, [Ada], "", "");
        Assert.Empty(InboundPlans.OfSigned(rescued, To(Ada)).Deeds);
        Assert.Equal((InboundClass.Notice, null), (InboundPlans.OfAddresses(rescued, []).Class, InboundPlans.OfAddresses(rescued, []).Review));
    }

    [Theory]
    [InlineData(InboundMailbox.Unsubscribe, GoodbyeReason.Mailto)]
    [InlineData(InboundMailbox.Abuse, GoodbyeReason.AbuseMailbox)]
    public void Who_asks_to_leave_leaves_the_list(InboundMailbox mailbox, GoodbyeReason reason) =>
        Assert.Equal([new InboundDeed.Leave(To(Ada), reason)], InboundPlans.OfSigned(new InboundReading.UnsubscribeRequest(Ada, mailbox, ""), To(Ada)).Deeds);

    [Fact]
    public void A_bounce_of_nobody_we_wrote_to_does_nothing_but_wait_for_a_person()
    {
        var plan = InboundPlans.OfAddresses(Bounce(BounceClass.Hard, Ada), []);
        Assert.Equal((InboundClass.Unknown, ReviewReason.NotWrittenTo), (plan.Class, plan.Review));
        Assert.Empty(plan.Deeds);
    }

    [Fact]
    public void An_address_alone_never_reaches_across_accounts()
    {
        var plan = InboundPlans.OfAddresses(Bounce(BounceClass.Hard, Ada), [To(Ada), To(Ada) with { Account = "other" }]);
        Assert.Equal(ReviewReason.SeveralAccounts, plan.Review);
        Assert.Empty(plan.Deeds);
    }

    [Fact]
    public void Of_several_recipients_those_count_that_we_wrote_to()
    {
        var bounce = new InboundReading.Bounce([Recipient(BounceClass.Hard, "stranger@example.org"), Recipient(BounceClass.Soft, Ada)]);
        Assert.Equal([Ada, "stranger@example.org"], InboundPlans.AddressesIn(bounce).Order());
        Assert.Equal([new InboundDeed.RememberFailure(Ada)], InboundPlans.OfAddresses(bounce, [To(Ada)]).Deeds);
    }

    [Theory]
    [InlineData(UnknownReason.NotUnderstood, ReviewReason.NotUnderstood)]
    [InlineData(UnknownReason.NoRecipient, ReviewReason.NoRecipient)]
    [InlineData(UnknownReason.Delivered, null)]
    [InlineData(UnknownReason.AuthenticationReport, null)]
    public void What_is_not_understood_waits_for_a_person(UnknownReason reason, ReviewReason? review) =>
        Assert.Equal(review, InboundPlans.OfAddresses(new InboundReading.Unknown(reason), []).Review);

    private static InboundReading.Bounce Bounce(BounceClass @class, string address) => new([Recipient(@class, address)]);

    private static BouncedRecipient Recipient(BounceClass @class, string address) =>
        new(address, "", DeliveryAction.Failed, new EnhancedStatus(5, 1, 1), "", default, @class);

    private static WrittenTo To(string address) =>
        new("acme", "news", ContactId.Of(KeyKind.Fkey, "1"), "spring", address, MailMark.CheckOf(address), IsSigned: true);
}
