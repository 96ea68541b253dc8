using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Consent;

/// <summary>That a person is on a list and has not left it, with what it chose there.</summary>
/// <param name="List">The list.</param>
/// <param name="Contact">The person within the list.</param>
/// <param name="Frequency">How often: <c>all</c>, <c>weekly</c> or <c>monthly</c>.</param>
/// <param name="Language">The language of the record; null when it names none.</param>
/// <param name="Agreed">Which of <see cref="Purposes"/> the person agreed to, beside the messages themselves.</param>
public sealed record Membership(ContactList List, ContactId Contact, string Frequency, string? Language, IReadOnlySet<string> Agreed)
{
    /// <summary>The fields of purposes that have a consent of their own and can be taken back one by one.</summary>
    public static IReadOnlyList<string> Purposes { get; } = [BuiltInFields.TrackingConsent, BuiltInFields.NightConsent, BuiltInFields.SmsConsent];

    /// <summary>The membership that a contact's fields tell of.</summary>
    public static Membership Of(ContactList list, ContactId contact, byte[] fields) => new(
        list,
        contact,
        FieldsJson.ValueOf(fields, BuiltInFields.Frequency) ?? "all",
        FieldsJson.ValueOf(fields, BuiltInFields.Language),
        Purposes.Where(p => FieldsJson.ValueOf(fields, p) == "true").ToHashSet());
}
