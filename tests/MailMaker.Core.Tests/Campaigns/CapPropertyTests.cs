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

    // The earliest moment that the gate names is one at which it lets the message through, and there is none before it.
    [Fact]
    public void The_moment_that_a_message_waits_for_is_the_earliest_that_the_rules_allow()
    {
        var rule =
            from max in Gen.Choose(1, 3)
            from per in Gen.Elements(CapPeriod.Day, CapPeriod.Week, CapPeriod.Month)
            from window in Gen.Elements(CapWindow.Rolling, CapWindow.Calendar)
            from hours in Gen.Choose(1, 48)
            from byHours in Gen.Elements(true, false)
            select byHours ? new FrequencyCap(max, per) { Hours = hours } : new FrequencyCap(max, per, window);
        var quiet = Gen.Elements(null, new QuietHours("21:00", "09:30"), new QuietHours("01:30", "02:30"));
        var windows = Gen.Elements<SendWindow[]>([], [new("09:00", "12:00"), new("22:00", "02:15", [DayOfWeek.Saturday])]);
        var cases =
            from rules in rule.ArrayOf(2)
            from hours in quiet
            from open in windows
            from ages in Gen.Choose(0, 40 * 24 * 60).ArrayOf(6)
            from at in Gen.Choose(0, 365 * 24 * 60)
            select (Policy: new DoNotDisturb(rules, hours, Rome) { SendWindows = open }, Ages: ages, Now: Start.AddMinutes(at));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(cases.ToArbitrary(), c => IsEarliest(c.Policy, c.Ages, c.Now)));
    }

    private static bool IsEarliest(DoNotDisturb policy, int[] ages, DateTimeOffset now)
    {
        var history = ages.OrderDescending().Aggregate(default(SendHistory), (h, age) => h.With(CampaignTag.Of("acme", $"c{age}"), now.AddMinutes(-age)));
        var recipient = new Recipient(true, true, false, null, true, history);
        var terms = new CampaignTerms(CampaignTag.Of("acme", "mine"));
        if (Gate.Decide(recipient, terms, policy, now) is not GateDecision.Defer first)
            return true;
        // Quiet hours may end while a cap is used up: the message waits again, a few times at most.
        var at = first.Until;
        for (var waits = 0; Gate.Decide(recipient, terms, policy, at) is GateDecision.Defer next; waits++)
        {
            if (waits > 40 || next.Until <= at)
                return false;
            at = next.Until;
        }

        var between = (at - now).TotalSeconds;
        return Enumerable.Range(0, 400).Select(i => now.AddSeconds(Math.Floor(between * i / 400))).All(m => m >= at || Gate.Decide(recipient, terms, policy, m) is GateDecision.Defer);
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
            if (Gate.Decide(new Recipient(true, true, false, null, true, history), new CampaignTerms(tag), new DoNotDisturb([cap], null, Rome), now) is not GateDecision.Send)
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
