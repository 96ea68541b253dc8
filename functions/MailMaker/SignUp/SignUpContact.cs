using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.SignUp;

/// <summary>Which contact of a list a sign-up is about.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Key">Its key in canonical form.</param>
/// <param name="Existing">The contact as it is; null when it is new.</param>
public sealed record SignUpContact(ContactId Id, string Key, StoredContact? Existing)
{
    /// <summary>
    /// Finds the contact of an address that its owner proved. A list keyed by foreign key may have it under the client's key; one that it has not gets the address as its key,
    /// until the client gives it another.
    /// </summary>
    public static async Task<SignUpContact> OfAsync(ContactList list, string address, ContactFinder finder, ContactStore contacts, CancellationToken cancellationToken)
    {
        await foreach (var found in finder.ByAddressAsync(list.Account, list.Name, address, cancellationToken))
        {
            if (await contacts.FindAsync(list, found.Id, cancellationToken) is { } existing)
                return new SignUpContact(found.Id, existing.Key, existing);
        }

        var id = ContactId.Of(list.Key, address);
        return new SignUpContact(id, address, await contacts.FindAsync(list, id, cancellationToken));
    }
}
