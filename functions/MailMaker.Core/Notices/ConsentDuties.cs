using MailMaker.Core.Consent;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Notices;

/// <summary>Decides what a person is to be told, from its chain of evidence.</summary>
public static class ConsentDuties
{
    /// <summary>Whether a list's law asks for any notice at all.</summary>
    public static bool AskedBy(LawInForce law) => law.RecheckAfterMonths.Value > 0 || law.ResultNoticeWithinDays.Value > 0;

    /// <summary>What is due now. What was told already is for the caller to know, by the entry's number.</summary>
    /// <param name="law">The list's law.</param>
    /// <param name="chain">The evidence, oldest first.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<ConsentDuty> Of(LawInForce law, IReadOnlyList<EvidenceEntry> chain, DateTimeOffset now)
    {
        var duties = new List<ConsentDuty>();
        EvidenceEntry? consent = null;
        DateTimeOffset since = default;
        foreach (var entry in chain)
        {
            var happened = entry.Event;
            // A notice that comes later than the law allows is none: nobody gets one for what is long past because a list changes its regime.
            if (NoticeOf(happened.Kind) is { } notice && happened.At > now.AddDays(-law.ResultNoticeWithinDays.Value))
                duties.Add(new ConsentDuty(notice, entry));
            if (happened.Kind is ConsentEventKind.Confirmed or ConsentEventKind.OptedIn or ConsentEventKind.Resubscribed or ConsentEventKind.Rechecked)
                (consent, since) = (entry, happened.At);
            else if (happened.Kind == ConsentEventKind.Left)
                consent = null;
        }

        if (consent is not null && law.RecheckAfterMonths.Value > 0 && since.AddMonths(law.RecheckAfterMonths.Value) <= now)
            duties.Add(new ConsentDuty(ConsentDutyKind.Recheck, consent));
        return duties;
    }

    private static ConsentDutyKind? NoticeOf(ConsentEventKind kind) => kind switch
    {
        ConsentEventKind.Confirmed => ConsentDutyKind.AgreedNotice,
        ConsentEventKind.Left => ConsentDutyKind.LeftNotice,
        _ => null,
    };
}
