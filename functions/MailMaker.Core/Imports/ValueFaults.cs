using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>
/// Decides what a value that can't be read costs: the row, or only the field. A row goes when it would be imported wrong without the value: the
/// key (whose contact is it?), the e-mail address (mail would go on to the old one as if nothing were the matter), and consent (nobody is
/// written to whose answer could not be read). So does one whose mobile number is all it has to be reached by. Any other field stays as it is.
/// </summary>
internal static class ValueFaults
{
    /// <summary>Whether the fault rejects the row, whatever else is in it.</summary>
    public static bool RejectsRow(KeyKind key, string field) =>
        field == HeaderMap.KeyField(key) || field is BuiltInFields.Email or BuiltInFields.Consent;
}
