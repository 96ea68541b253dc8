using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using NodaTime;
using NodaTime.Calendars;

namespace MailMaker.Core.Tests.Campaigns;

/// <summary>One recipient of one campaign under rules, and what a plain count of moments says of the gate's decision.</summary>
internal sealed record GateCase(
    string Own, FrequencyCap[] List, FrequencyCap[] Account, (int Minutes, MessageChannel By)[] Contact, (int Minutes, MessageChannel By)[] Others, int? Mine,
    MessageChannel By, CampaignPriority Priority, WhenCapped Capped, int Lasts, string Zone, DateTimeOffset Now)
{
    private static readonly FrequencyCap Weekly = new(1, CapPeriod.Week);
    private static readonly FrequencyCap Monthly = new(1, CapPeriod.Month);

    /// <summary>What is wrong with the gate's decision; null for nothing.</summary>
    public string? Fault()
    {
        var terms = new CampaignTerms(CampaignTag.Of("acme", "mine", By)) { Priority = Priority, WhenCapped = Capped, ExpiresAt = Now.AddMinutes(Lasts) };
        // The campaign's own claim of before does not count against it.
        var contact = Mine is { } mine ? History(Contact, "c").With(terms.Tag, Now.AddMinutes(-mine)) : History(Contact, "c");
        var recipient = new Recipient(true, true, false, null, true, contact) { TimeZone = Zone, Frequency = Own, PersonHistory = contact.Merge(History(Others, "o")) };
        var policy = new DoNotDisturb(List, null, DateTimeZone.Utc) { AccountCaps = Account };
        var refusing = Rules().Where(r => !Allows(r.Rule, r.Sent, Now)).ToList();
        var dropping = refusing.Where(r => SlotsOf(r.Rule) <= 0 || r.Rule.WhenCapped == WhenCapped.Drop || Capped == WhenCapped.Drop).ToList();
        return Gate.Decide(recipient, terms, policy, Now) switch
        {
            GateDecision.Send => refusing.Count > 0 ? "It was sent against a rule." : null,
            GateDecision.Defer { Reason: not DeferReason.Capped } => "It waits for something else.",
            GateDecision.Defer defer when dropping.Count > 0 || defer.Until >= terms.ExpiresAt => "It waits in vain.",
            GateDecision.Defer defer when !AllAllow(defer.Until) => "It waits not long enough.",
            GateDecision.Defer defer when AllAllow(defer.Until.AddSeconds(-1)) => "It waits too long.",
            GateDecision.Defer => null,
            GateDecision.Drop { Reason: not Outcome.Capped } => "It was dropped for something else.",
            GateDecision.Drop when dropping.Count == 0 && AllAllow(terms.ExpiresAt.Value.AddSeconds(-1)) => "It could have waited.",
            GateDecision.Drop drop when (dropping.Count > 0 ? dropping : refusing).All(r => r.Number != drop.Detail) => "Another rule was named than one that refused.",
            _ => null,
        };
    }

    private IEnumerable<(int Number, FrequencyCap Rule, IEnumerable<(int Minutes, MessageChannel By)> Sent)> Rules() =>
    [
        .. List.Select((r, i) => (i + 1, r, Contact.AsEnumerable())),
        .. Own switch { "weekly" => [(100, Weekly, Contact.AsEnumerable())], "monthly" => [(100, Monthly, Contact.AsEnumerable())], _ => Array.Empty<(int, FrequencyCap, IEnumerable<(int, MessageChannel)>)>() },
        .. Account.Select((r, i) => (i + 101, r, Contact.Concat(Others))),
    ];

    private bool AllAllow(DateTimeOffset at) => Rules().All(r => Allows(r.Rule, r.Sent, at));

    private bool Allows(FrequencyCap rule, IEnumerable<(int Minutes, MessageChannel By)> sent, DateTimeOffset at) =>
        (rule.Channel is { } of && of != By) || sent.Count(s => (rule.Channel is null || rule.Channel == s.By) && Counts(rule, Now.AddMinutes(-s.Minutes), at)) < SlotsOf(rule);

    private int SlotsOf(FrequencyCap rule) => rule.ReservedFor is not { } reserved ? rule.Max : Priority switch
    {
        CampaignPriority.High => rule.Max,
        CampaignPriority.Normal => rule.Max - reserved.High,
        _ => rule.Max - reserved.High - reserved.Normal,
    };

    private bool Counts(FrequencyCap rule, DateTimeOffset sent, DateTimeOffset at)
    {
        if (rule.Hours is { } hours)
            return at - sent < TimeSpan.FromHours(hours);
        if (rule.Window == CapWindow.Rolling)
            return at - sent < TimeSpan.FromDays(rule.Per switch { CapPeriod.Day => 1, CapPeriod.Week => 7, _ => 30 });
        var (then, day) = (Local(sent), Local(at));
        return rule.Per switch
        {
            CapPeriod.Day => then == day,
            CapPeriod.Week => WeekOf(then) == WeekOf(day),
            _ => (then.Year, then.Month) == (day.Year, day.Month),
        };
    }

    private LocalDate Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[Zone]).Date;

    private static (int, int) WeekOf(LocalDate date) => (WeekYearRules.Iso.GetWeekYear(date), WeekYearRules.Iso.GetWeekOfWeekYear(date));

    private SendHistory History((int Minutes, MessageChannel By)[] sent, string name) =>
        sent.Select((s, i) => (s.Minutes, Tag: CampaignTag.Of("acme", $"{name}{i}", s.By))).OrderByDescending(s => s.Minutes)
            .Aggregate(default(SendHistory), (h, s) => h.With(s.Tag, Now.AddMinutes(-s.Minutes)));
}
