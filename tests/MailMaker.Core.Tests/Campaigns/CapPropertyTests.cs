using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class CapPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];

    // Any campaigns at any moments: whatever the gate lets through, no window of the rule ever holds more than the cap.
    [Fact]
    public void No_window_ever_holds_more_messages_than_its_cap_allows()
    {
        var cases =
            from max in Gen.Choose(0, 4)
            from per in Gen.Elements(CapPeriod.Day, CapPeriod.Week, CapPeriod.Month)
            from window in Gen.Elements(CapWindow.Rolling, CapWindow.Calendar)
            from gaps in Gen.Choose(0, 40 * 60).ArrayOf(60)
            select (Cap: new FrequencyCap(max, per, window), Gaps: gaps);
        Check.QuickThrowOnFailure(Prop.ForAll(cases.ToArbitrary(), c => Sent(c.Cap, c.Gaps).All(s => s.InWindow <= c.Cap.Max)));
    }

    private static IEnumerable<(DateTimeOffset At, int InWindow)> Sent(FrequencyCap cap, int[] gaps)
    {
        var history = default(SendHistory);
        var sent = new List<DateTimeOffset>();
        var now = Start;
        for (var i = 0; i < gaps.Length; i++)
        {
            now = now.AddMinutes(gaps[i]);
            var tag = CampaignTag.Of("acme", $"campaign-{i}");
            if (Gate.Decide(new Recipient(true, true, false, null, true, history), tag, new DoNotDisturb([cap], null, Rome), now) is not GateDecision.Send)
                continue;
            history = history.With(tag, now);
            sent.Add(now);
        }

        // Counted again from the plain list of moments, by a definition of the window of its own.
        return sent.Select(at => (at, sent.Count(other => other <= at && SameWindow(cap, other, at))));
    }

    private static bool SameWindow(FrequencyCap cap, DateTimeOffset earlier, DateTimeOffset later)
    {
        if (cap.Window == CapWindow.Rolling)
            return later - earlier < TimeSpan.FromDays(cap.Per switch { CapPeriod.Day => 1, CapPeriod.Week => 7, _ => 30 });
        var (a, b) = (Local(earlier), Local(later));
        return cap.Per switch
        {
            CapPeriod.Day => a == b,
            CapPeriod.Week => Monday(a) == Monday(b),
            _ => (a.Year, a.Month) == (b.Year, b.Month),
        };
    }

    private static LocalDate Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Rome).Date;

    private static LocalDate Monday(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);
}
