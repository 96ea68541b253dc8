using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Suppressions;
using MailMaker.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Consent;

/// <summary>Leaving by an address, where nothing better says who it is.</summary>
public sealed class AddressFarewell(IListSource lists, ContactFinder finder, Farewell farewell, SuppressionStore suppressions)
{
    /// <summary>
    /// Lets everybody who has the address leave, and remembers the address, so that a contact who comes with it later gets nothing either. Doing it again changes nothing.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="list">The list's name; null for every list of the account.</param>
    /// <param name="address">An e-mail address or a number in canonical form.</param>
    /// <param name="goodbye">What is recorded.</param>
    /// <param name="source">Through which door.</param>
    /// <param name="cancellationToken">Stops the waiting, not the recording.</param>
    /// <returns>Contacts that have left with it, those included that had left before.</returns>
    public async Task<int> LeaveAsync(
        string account, string? list, string address, Goodbye goodbye, ConsentSource source, CancellationToken cancellationToken)
    {
        if (!await IsKeyOfAsync(account, list, address))
            await suppressions.AddAsync(account, [new Suppression(address, list, SuppressionReason.OptOut, goodbye.At, source.Describe())], CancellationToken.None);
        var left = 0;
        await foreach (var contact in finder.ByAddressAsync(account, list, address, CancellationToken.None))
        {
            await farewell.LeaveAsync(contact.List, contact.Id, goodbye, source, cancellationToken);
            left++;
        }

        if (left == 0 && await IsKeyOfAsync(account, list, address))
            await LeaveUnknownAsync(account, list!, address, goodbye, source, cancellationToken);
        return left;
    }

    // Where the address is the list's key, the goodbye itself waits for a contact who is not there yet.
    private async Task<bool> IsKeyOfAsync(string account, string? list, string address) =>
        list is not null && (await lists.ListAsync(account, list, CancellationToken.None))?.Key == SuppressionTarget.KindOf(address);

    private async Task LeaveUnknownAsync(
        string account, string name, string address, Goodbye goodbye, ConsentSource source, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, name, CancellationToken.None) is { } list)
            await farewell.LeaveAsync(list, ContactId.Of(list.Key, address), goodbye, source, cancellationToken);
    }
}
