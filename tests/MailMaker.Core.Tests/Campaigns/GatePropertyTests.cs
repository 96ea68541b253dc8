using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using NodaTime;
using Outcome = MailMaker.Core.Campaigns.Outcome;

namespace MailMaker.Core.Tests.Campaigns;

/// <summary>The gate against a second, plain reading of the rules: lists of moments, counted one by one.</summary>
public sealed class GatePropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Cairo changes its clock at midnight: its 24 April 2026 begins at 01:00.
    private static readonly string[] Zones = ["Europe/Rome", "Africa/Cairo", "Asia/Seoul", "Pacific/Honolulu"];

    [Fact]
    public void Rules_of_every_kind_together_let_through_what_each_allows_at_the_earliest_moment() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Cases().ToArbitrary(), c => c.Fault() is { } fault ? throw new InvalidOperationException(fault) : true));

    [Fact]
    public void Of_several_reasons_the_weightiest_is_told()
    {
        Outcome[] byWeight =
            [Outcome.ContactRemoved, Outcome.Unsubscribed, Outcome.Suppressed, Outcome.NoAddress, Outcome.NotConsented, Outcome.Excluded, Outcome.InvalidAddress, Outcome.Duplicate];
        for (var mask = 1; mask < 1 << byWeight.Length; mask++)
        {
            var recipient = new Recipient(!Has(0), !Has(4), Has(1), Has(2) ? SuppressionReason.Complaint : null, !Has(3), default)
            {
                IsExcluded = Has(5), IsAddressValid = !Has(6), IsDuplicate = Has(7),
            };
            // Not even a campaign that is over, in quiet hours and under a cap of none, tells another reason.
            var terms = new CampaignTerms(CampaignTag.Of("acme", "mine")) { ExpiresAt = Start };
            var policy = new DoNotDisturb([new(0, CapPeriod.Day)], new QuietHours("00:00", "23:59"), DateTimeZone.Utc);
            var drop = Assert.IsType<GateDecision.Drop>(Gate.Decide(recipient, terms, policy, Start));
            Assert.Equal(byWeight.First(o => Has(Array.IndexOf(byWeight, o))), drop.Reason);

            bool Has(int bit) => (mask & (1 << bit)) != 0;
        }
    }

    private static Gen<GateCase> Cases()
    {
        var channel = Gen.Elements(MessageChannel.Email, MessageChannel.Sms);
        var rule =
            from max in Gen.Choose(0, 4)
            from per in Gen.Elements(CapPeriod.Day, CapPeriod.Week, CapPeriod.Month)
            from window in Gen.Elements(CapWindow.Rolling, CapWindow.Calendar)
            from of in Gen.Elements<MessageChannel?>(null, null, MessageChannel.Email, MessageChannel.Sms)
            from hours in Gen.Elements<int?>(null, null, 1, 30, FrequencyCap.MostHours)
            from high in Gen.Choose(0, max)
            from normal in Gen.Choose(0, max - high)
            from isReserved in Gen.Elements(false, false, true)
            from capped in Gen.Elements<WhenCapped?>(null, null, null, null, WhenCapped.Defer, WhenCapped.Drop)
            select new FrequencyCap(max, per, hours is null ? window : CapWindow.Rolling, of) { Hours = hours, ReservedFor = isReserved ? new(high, normal) : null, WhenCapped = capped };
        var sent =
            from minutes in Gen.OneOf(Gen.Choose(0, 40 * 24 * 60), Gen.Choose(0, 48 * 60), Gen.Elements(60, 24 * 60, 30 * 60, 7 * 24 * 60, 30 * 24 * 60, 31 * 24 * 60))
            from way in channel
            select (minutes, way);
        return
            from own in Gen.Elements("", "", "all", "weekly", "monthly")
            from list in Some(rule, 3)
            from account in Some(rule, 2)
            from contact in Some(sent, 8)
            from others in Some(sent, 4)
            from mine in Gen.Elements<int?>(null, 5, 3000)
            from way in channel
            from priority in Gen.Elements(CampaignPriority.Low, CampaignPriority.Normal, CampaignPriority.High)
            from capped in Gen.Elements(WhenCapped.Defer, WhenCapped.Defer, WhenCapped.Drop)
            from lasts in Gen.Choose(1, 1000 * 60)
            from zone in Gen.Elements(Zones)
            from now in Gen.OneOf(Gen.Choose(0, 365 * 24 * 60), Gen.Choose(112 * 24 * 60, 114 * 24 * 60))
            select new GateCase(own, list, account, contact, others, mine, way, priority, capped, lasts, zone, Start.AddMinutes(now));
    }

    private static Gen<T[]> Some<T>(Gen<T> gen, int most) => Gen.Choose(0, most).SelectMany(gen.ArrayOf);
}
