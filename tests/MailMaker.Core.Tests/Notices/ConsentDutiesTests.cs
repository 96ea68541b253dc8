using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;

namespace MailMaker.Core.Tests.Notices;

public sealed class ConsentDutiesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly LawInForce Korea = LawInForce.Of(Regime.Kr, null);

    [Fact]
    public void Agreeing_and_leaving_are_told_within_fourteen_days()
    {
        var chain = Chain((ConsentEventKind.Confirmed, 0), (ConsentEventKind.Left, 3));

        Assert.Equal([(ConsentDutyKind.AgreedNotice, 1), (ConsentDutyKind.LeftNotice, 2)], Due(chain, days: 4));
        Assert.Equal([(ConsentDutyKind.LeftNotice, 2)], Due(chain, days: 15));
        Assert.Empty(Due(chain, days: 18));
    }

    [Fact]
    public void Consent_is_told_again_after_two_years_counted_anew_each_time()
    {
        Assert.Empty(Due(Chain((ConsentEventKind.Confirmed, 0)), days: 729));
        Assert.Equal([(ConsentDutyKind.Recheck, 1)], Due(Chain((ConsentEventKind.Confirmed, 0)), days: 731));
        Assert.Empty(Due(Chain((ConsentEventKind.Confirmed, 0), (ConsentEventKind.Rechecked, 731)), days: 800));
        Assert.Equal([(ConsentDutyKind.Recheck, 2)], Due(Chain((ConsentEventKind.Confirmed, 0), (ConsentEventKind.Rechecked, 731)), days: 731 + 732));
    }

    [Fact]
    public void Who_has_left_is_not_asked() =>
        Assert.Empty(Due(Chain((ConsentEventKind.Confirmed, 0), (ConsentEventKind.Left, 100)), days: 2000));

    [Fact]
    public void Elsewhere_nothing_is_due()
    {
        Assert.False(ConsentDuties.AskedBy(LawInForce.Of(Regime.Eu, null)));
        Assert.Empty(ConsentDuties.Of(LawInForce.Of(Regime.It, null), Chain((ConsentEventKind.Confirmed, 0)), Start.AddDays(2000)));
    }

    private static IReadOnlyList<(ConsentDutyKind, int)> Due(IReadOnlyList<EvidenceEntry> chain, int days) =>
        [.. ConsentDuties.Of(Korea, chain, Start.AddDays(days)).Select(d => (d.Kind, d.About.Number))];

    private static List<EvidenceEntry> Chain(params (ConsentEventKind Kind, int Day)[] events)
    {
        var chain = new List<EvidenceEntry>();
        foreach (var (kind, day) in events)
            chain.Add(EvidenceChain.Append(chain.Count == 0 ? null : chain[^1], new ConsentEvent { Kind = kind, At = Start.AddDays(day), Source = new ConsentSource("form") }));
        return chain;
    }
}
