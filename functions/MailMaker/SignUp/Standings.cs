using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.SignUp;

/// <summary>Tells how an address stands to a list.</summary>
public sealed class Standings(SuppressedAddresses suppressed, ContactFinder finder, ContactStore contacts, GoodbyeStore goodbyes)
{
    /// <summary>How the address of a pending sign-up stands to its list.</summary>
    public async Task<MailStanding> OfAsync(ContactList list, PendingSignUp signUp, CancellationToken cancellationToken)
    {
        var set = await suppressed.CurrentAsync(list.Account, cancellationToken);
        var reason = set.Find(list.Name, signUp.Address);
        if (reason is SuppressionReason.HardBounce or SuppressionReason.SoftBounces or SuppressionReason.Complaint or SuppressionReason.Manual)
            return MailStanding.Barred;
        if (reason is not null || set.IsErased(list.Name, BuiltInFields.Email, signUp.Address))
            return MailStanding.Welcome;
        var contact = await SignUpContact.OfAsync(list, signUp.Address, finder, contacts, cancellationToken);
        return contact.Existing is { } existing && GrantsNothingNew(existing.Fields, signUp.Given) && !await goodbyes.HasLeftAsync(list, contact.Id, cancellationToken)
            ? MailStanding.Member
            : MailStanding.Welcome;
    }

    // E-mail is granted unless it was refused (the field's own rule); everything else only by an explicit yes.
    private static bool GrantsNothingNew(byte[] fields, IEnumerable<ConsentPurpose> given) => given
        .Select(ConsentPurposes.FieldOf)
        .All(field => field is null || (FieldsJson.ValueOf(fields, field) is var granted && (field == BuiltInFields.Consent ? granted != "false" : granted == "true")));
}
