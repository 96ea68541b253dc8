using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tracking;

/// <summary>Whether a mail may carry a pixel that tells of its opening.</summary>
public static class OpenTracking
{
    /// <summary>
    /// The decision for one contact: where the list's law asks for a consent of its own (Garante 284/2026), nothing but an explicit one will do, and it ends
    /// the moment it is withdrawn. A mail without the pixel goes out all the same.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="fields">The contact's fields as kept.</param>
    public static bool IsAllowed(ContactList list, ReadOnlySpan<byte> fields) =>
        IsAllowed(LawInForce.Of(list).TrackingNeedsConsent.Value, FieldsJson.ValueOf(fields, BuiltInFields.TrackingConsent));

    /// <summary>The same where the list's rule and the contact's consent are known.</summary>
    /// <param name="needsConsent">Whether the list's law asks for a consent of its own.</param>
    /// <param name="consent">The contact's field <see cref="BuiltInFields.TrackingConsent"/>.</param>
    public static bool IsAllowed(bool needsConsent, string? consent) => consent switch
    {
        "true" => true,
        "false" => false,
        _ => !needsConsent,
    };
}
