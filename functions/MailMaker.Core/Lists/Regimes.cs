namespace MailMaker.Core.Lists;

/// <summary>
/// What each regime sets. A careful reading of the law, not legal advice: where it leaves room, the stricter value is the default, and a list may override it.
/// </summary>
public static class Regimes
{
    // ePrivacy art. 5(3): reading from a person's device, which a pixel makes it do, needs consent. Art. 13(2): soft opt-in by "electronic mail"; states differ on
    // text messages, so those are left out.
    private static readonly ListLaw European = new()
    {
        TrackingNeedsConsent = true, SoftOptInByEmail = true, SoftOptInBySms = false, SenderInMail = false, PostalAddressInMail = false, RecheckAfterMonths = 0,
        ResultNoticeWithinDays = 0,
    };

    // Codice privacy art. 130(4): soft opt-in by e-mail only. Garante 284/2026: a pixel has a consent of its own, as easily withdrawn as given.
    private static readonly ListLaw Italian = European;

    // Network Act art. 50(1) prior consent, (3) night, (4) mark, sender and contact, (7) result within 14 days, (8) every two years (decree arts. 61-62-3). The
    // decree frees e-mail from the night rule; here it is kept for every channel unless the list says otherwise.
    private static readonly ListLaw Korean = new()
    {
        TrackingNeedsConsent = false, SoftOptInByEmail = false, SoftOptInBySms = false, AdvertisementMark = "(광고)", SenderInMail = true, PostalAddressInMail = false,
        NightHours = "21:00-08:00", RecheckAfterMonths = 24, ResultNoticeWithinDays = 14,
    };

    // CAN-SPAM §7704(a)(5): postal address in every mail; no prior consent for mail. TCPA: prior express written consent for marketing texts.
    private static readonly ListLaw American = new()
    {
        TrackingNeedsConsent = false, SoftOptInByEmail = true, SoftOptInBySms = false, SenderInMail = false, PostalAddressInMail = true, RecheckAfterMonths = 0,
        ResultNoticeWithinDays = 0,
    };

    /// <summary>The defaults of a regime.</summary>
    public static ListLaw Of(Regime regime) => regime switch
    {
        Regime.It => Italian,
        Regime.Kr => Korean,
        Regime.Us => American,
        _ => European,
    };

    /// <summary>How a value that comes from a regime says so.</summary>
    internal static string Source(Regime regime) => regime switch
    {
        Regime.It => "regime it",
        Regime.Kr => "regime kr",
        Regime.Us => "regime us",
        _ => "regime eu",
    };
}
