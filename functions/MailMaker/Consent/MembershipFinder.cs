using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Consent;

/// <summary>Finds the lists of an account that the person behind a link is on.</summary>
public sealed class MembershipFinder(IListSource lists, ContactStore contacts, ContactFinder finder, GoodbyeStore goodbyes, ContactForwards forwards)
{
    /// <summary>The memberships of the link's contact, and of all who have its address, in the order of the lists' names; those that were left are not among them.</summary>
    public async Task<IReadOnlyList<Membership>> OfAsync(UnsubscribeLink link, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(link.Account, link.List, cancellationToken) is not { } list)
            return [];
        // A link in a mail of before names the key of before.
        var id = await forwards.CurrentAsync(list, link.Contact, cancellationToken);
        if (await contacts.FindAsync(list, id, cancellationToken) is not { } contact)
            return [];
        var found = new Dictionary<(string List, ContactId Contact), Membership>();
        await AddAsync(list, id, contact, found, cancellationToken);
        if ((FieldsJson.ValueOf(contact.Fields, BuiltInFields.Email) ?? FieldsJson.ValueOf(contact.Fields, BuiltInFields.Mobile)) is { } address)
        {
            await foreach (var other in finder.ByAddressAsync(link.Account, null, address, cancellationToken))
            {
                if (await contacts.FindAsync(other.List, other.Id, cancellationToken) is { } record)
                    await AddAsync(other.List, other.Id, record, found, cancellationToken);
            }
        }

        return [.. found.Values.OrderBy(m => m.List.Name, StringComparer.Ordinal)];
    }

    private async Task AddAsync(
        ContactList list, ContactId id, StoredContact contact, Dictionary<(string, ContactId), Membership> found, CancellationToken cancellationToken)
    {
        if (FieldsJson.ValueOf(contact.Fields, BuiltInFields.Consent) != "false" && !await goodbyes.HasLeftAsync(list, id, cancellationToken))
            found[(list.Name, id)] = Membership.Of(list, id, contact.Fields);
    }
}
