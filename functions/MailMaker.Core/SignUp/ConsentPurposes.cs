using MailMaker.Core.Contacts;

namespace MailMaker.Core.SignUp;

/// <summary>What follows from a purpose.</summary>
public static class ConsentPurposes
{
    /// <summary>The name of the purpose's checkbox in a form, such as <c>consent-email</c>.</summary>
    public static string InputOf(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Email => "consent-email",
        ConsentPurpose.Sms => "consent-sms",
        ConsentPurpose.Tracking => "consent-tracking",
        ConsentPurpose.Night => "consent-night",
        _ => "consent-notice",
    };

    /// <summary>The contact's field that the purpose fills; null when it fills none.</summary>
    public static string? FieldOf(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Email => BuiltInFields.Consent,
        ConsentPurpose.Sms => BuiltInFields.SmsConsent,
        ConsentPurpose.Tracking => BuiltInFields.TrackingConsent,
        ConsentPurpose.Night => BuiltInFields.NightConsent,
        _ => null,
    };

    /// <summary>
    /// Whether a sign-up needs it. The others are never required: consent that is made a condition is not free (GDPR art. 7(4)).
    /// </summary>
    public static bool IsRequired(ConsentPurpose purpose) => purpose is ConsentPurpose.Email or ConsentPurpose.Notice;
}
