using System.Text.Json.Serialization;

namespace MailMaker.Core.Lists;

/// <summary>The rules that a list keeps to, each with where it comes from.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="TrackingNeedsConsent">See <see cref="ListLaw.TrackingNeedsConsent"/>.</param>
/// <param name="SoftOptInByEmail">See <see cref="ListLaw.SoftOptInByEmail"/>.</param>
/// <param name="SoftOptInBySms">See <see cref="ListLaw.SoftOptInBySms"/>.</param>
/// <param name="AdvertisementMark">See <see cref="ListLaw.AdvertisementMark"/>.</param>
/// <param name="SenderInMail">See <see cref="ListLaw.SenderInMail"/>.</param>
/// <param name="PostalAddressInMail">See <see cref="ListLaw.PostalAddressInMail"/>.</param>
/// <param name="NightHours">See <see cref="ListLaw.NightHours"/>.</param>
/// <param name="RecheckAfterMonths">See <see cref="ListLaw.RecheckAfterMonths"/>.</param>
/// <param name="ResultNoticeWithinDays">See <see cref="ListLaw.ResultNoticeWithinDays"/>.</param>
public sealed record LawInForce(
    Regime Regime,
    LawValue<bool> TrackingNeedsConsent,
    LawValue<bool> SoftOptInByEmail,
    LawValue<bool> SoftOptInBySms,
    LawValue<string> AdvertisementMark,
    LawValue<bool> SenderInMail,
    LawValue<bool> PostalAddressInMail,
    LawValue<string> NightHours,
    LawValue<int> RecheckAfterMonths,
    LawValue<int> ResultNoticeWithinDays)
{
    /// <summary><see cref="NightHours"/> as quiet hours that a consent of their own opens; null for none.</summary>
    [JsonIgnore]
    public QuietHours? Night => NightHours.Value is { Length: 11 } hours ? new QuietHours(hours[..5], hours[6..], UnlessNightConsent: true) : null;

    /// <summary>The rules of a list.</summary>
    public static LawInForce Of(ContactList list) => Of(list.Regime, list.Law);

    /// <summary>The rules of a regime with what a list overrides.</summary>
    public static LawInForce Of(Regime regime, ListLaw? own)
    {
        var preset = Regimes.Of(regime);
        return new(
            regime,
            Pick(own?.TrackingNeedsConsent, preset.TrackingNeedsConsent, regime),
            Pick(own?.SoftOptInByEmail, preset.SoftOptInByEmail, regime),
            Pick(own?.SoftOptInBySms, preset.SoftOptInBySms, regime),
            new(own?.AdvertisementMark ?? preset.AdvertisementMark ?? "", Source(own?.AdvertisementMark, regime)),
            Pick(own?.SenderInMail, preset.SenderInMail, regime),
            Pick(own?.PostalAddressInMail, preset.PostalAddressInMail, regime),
            new(own?.NightHours ?? preset.NightHours ?? "", Source(own?.NightHours, regime)),
            Pick(own?.RecheckAfterMonths, preset.RecheckAfterMonths, regime),
            Pick(own?.ResultNoticeWithinDays, preset.ResultNoticeWithinDays, regime));
    }

    private static LawValue<T> Pick<T>(T? own, T? preset, Regime regime)
        where T : struct => new(own ?? preset.GetValueOrDefault(), Source(own, regime));

    private static string Source(object? own, Regime regime) => own is null ? Regimes.Source(regime) : "list";
}
