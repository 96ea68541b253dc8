using MailMaker.Accounts;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Persons;

/// <summary>Erases whoever goes by a key or an address, from one list or from all of an account.</summary>
public sealed class PersonErasures(IListSource lists, DefinitionStore definitions, ContactFinder finder, ContactStore contacts, PersonEraser eraser)
{
    /// <summary>Erases the person named. Asked again, it finds nothing more.</summary>
    /// <returns>What was erased, list by list; or what is wrong with what was asked.</returns>
    public async Task<Checked<IReadOnlyList<Erasure>>> EraseAsync(string account, OptOut person, CancellationToken cancellationToken)
    {
        if (person.List is not null && await lists.ListAsync(account, person.List, cancellationToken) is null)
            return new(null, [new Problem("/list", "There is no such list.")]);
        var (field, text) = person switch
        {
            { Key.Length: > 0 } => ("key", person.Key),
            { Email.Length: > 0 } => (BuiltInFields.Email, person.Email),
            _ => (BuiltInFields.Mobile, person.Mobile!),
        };
        var (isKnown, erased) = (false, new List<Erasure>());
        foreach (var name in person.List is not null ? [person.List] : await definitions.NamesAsync(account, DefinitionKeys.List(""), cancellationToken))
        {
            if (await lists.ListAsync(account, name, cancellationToken) is not { } list
                || FieldRules.For(list, field == "key" ? HeaderMap.KeyField(list.Key) : field).Normalise(text, out var value) is not null || value.Length == 0)
                continue;
            isKnown = true;
            var erasure = field == "key" || HeaderMap.KeyField(list.Key) == field
                ? await eraser.EraseAsync(list, value, cancellationToken)
                : await EraseByAddressAsync(list, field, value, cancellationToken);
            if (person.List is not null || !erasure.IsEmpty)
                erased.Add(erasure);
        }

        return isKnown ? new(erased, []) : new(null, [new Problem("/" + field, "can't be read: nobody goes by it on any list.")]);
    }

    private async Task<Erasure> EraseByAddressAsync(ContactList list, string field, string address, CancellationToken cancellationToken)
    {
        // First, and also when nobody has the address now: nobody comes back with it.
        await eraser.RememberAsync(list, [(field, address)], cancellationToken);
        var sum = new Erasure(list.Name, 0, 0, 0, 0);
        await foreach (var found in finder.ByAddressAsync(list.Account, list.Name, address, cancellationToken))
        {
            if (await contacts.FindAsync(list, found.Id, cancellationToken) is not { } contact)
                continue;
            var one = await eraser.EraseAsync(list, contact.Key, cancellationToken);
            sum = sum with
            {
                Contacts = sum.Contacts + one.Contacts, Rows = sum.Rows + one.Rows, Campaigns = sum.Campaigns + one.Campaigns, FileRows = sum.FileRows + one.FileRows,
            };
        }

        await eraser.ForgetSignUpsAsync(list, [address], cancellationToken);
        return sum;
    }
}
