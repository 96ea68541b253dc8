using MailMaker.Accounts;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Lists;

namespace MailMaker.Consent;

/// <summary>Lets people leave of whom the client's systems know that they want to: the sixth way out, through the one door.</summary>
public sealed class ClientOptOuts(
    IListSource lists, DefinitionStore definitions, ContactStore contacts, Farewell farewell, AddressFarewell addresses, TimeProvider clock)
{
    /// <summary>Lets one person leave. Doing it again changes nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="optOut">Who, and what is left.</param>
    /// <param name="source">The call.</param>
    /// <param name="at">The pointer to the item.</param>
    /// <param name="cancellationToken">Stops the waiting, not the recording.</param>
    public async Task<OptOutResult> LeaveAsync(string account, OptOut optOut, ConsentSource source, string at, CancellationToken cancellationToken)
    {
        var list = optOut.List is null ? null : await lists.ListAsync(account, optOut.List, cancellationToken);
        if (optOut.List is not null && list is null)
            return OptOutResult.Refused(new Problem(at + "/list", "There is no such list."));
        var goodbye = new Goodbye(GoodbyeReason.Client, clock.GetUtcNow());
        if (optOut.Key is { Length: > 0 } key)
            return await LeaveByKeyAsync(account, list, key, goodbye, source, at, cancellationToken);
        var (field, text) = optOut.Email is { Length: > 0 } email ? (BuiltInFields.Email, email) : (BuiltInFields.Mobile, optOut.Mobile!);
        if (Canonical(list, field, text) is not { } address)
            return OptOutResult.Refused(new Problem($"{at}/{field}", field == BuiltInFields.Email ? "is no e-mail address." : "is no mobile number; without a list it needs its + and country code."));
        return OptOutResult.Of(await addresses.LeaveAsync(account, optOut.List, address, goodbye, source, cancellationToken));
    }

    private static string? Canonical(ContactList? list, string field, string text)
    {
        var isEmail = text.Contains('@', StringComparison.Ordinal);
        if (isEmail != (field == BuiltInFields.Email))
            return null;
        if (list is null)
            return SuppressionTarget.Canonical(text) is { } target && target[0] != '@' ? target : null;
        return FieldRules.For(list, field).Normalise(text, out var canonical) is null && canonical.Length > 0 ? canonical : null;
    }

    // Without a list, the key leaves every list, also those that don't have it yet.
    private async Task<OptOutResult> LeaveByKeyAsync(
        string account, ContactList? only, string key, Goodbye goodbye, ConsentSource source, string at, CancellationToken cancellationToken)
    {
        var (isKey, left) = (false, 0);
        foreach (var name in only is not null ? [only.Name] : await definitions.NamesAsync(account, DefinitionKeys.List(""), cancellationToken))
        {
            if (await lists.ListAsync(account, name, cancellationToken) is not { } list
                || FieldRules.For(list, HeaderMap.KeyField(list.Key)).Normalise(key, out var normal) is not null || normal.Length == 0)
                continue;
            isKey = true;
            var id = ContactId.Of(list.Key, normal);
            left += await contacts.FindAsync(list, id, cancellationToken) is null ? 0 : 1;
            await farewell.LeaveAsync(list, id, goodbye, source, cancellationToken);
        }

        return isKey ? OptOutResult.Of(left) : OptOutResult.Refused(new Problem(at + "/key", "is no key of the list, or of any list."));
    }
}
