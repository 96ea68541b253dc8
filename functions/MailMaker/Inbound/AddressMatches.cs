using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Contacts;
using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>Finds by an address alone whom we wrote to lately. Whoever sends a mail can put any address into it, so nothing older counts.</summary>
public sealed class AddressMatches(TableServiceClient tables, ContactFinder finder, TimeProvider clock)
{
    /// <summary>How far back a sending counts: as far as send states remember.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(32);

    private const int MostLookedAt = 20;
    private readonly TableClient definitions = tables.GetTableClient(DefinitionStore.Table);
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The contacts of all accounts that have one of the addresses and were written to lately.</summary>
    public async Task<IReadOnlyList<WrittenTo>> FindAsync(IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        var found = new List<WrittenTo>();
        if (addresses.Count == 0)
            return found;
        foreach (var account in await AccountsAsync(cancellationToken))
        {
            foreach (var address in addresses.Take(MostLookedAt))
            {
                await foreach (var contact in finder.ByAddressAsync(account, null, address, cancellationToken))
                {
                    if (await WasWrittenToAsync(contact, cancellationToken))
                        found.Add(new WrittenTo(account, contact.List.Name, contact.Id, null, address, null, IsSigned: false));
                }
            }
        }

        return found;
    }

    private async Task<bool> WasWrittenToAsync(FoundContact contact, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(contact.List, contact.Id), ContactKeys.SendState(contact.Id), cancellationToken: cancellationToken);
        return row.HasValue && SendState.Of(row.Value!).History.CountSince(clock.GetUtcNow() - Lately) > 0;
    }

    private async Task<List<string>> AccountsAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var filter = TableClient.CreateQueryFilter($"RowKey eq {DefinitionKeys.Account}");
        await foreach (var row in definitions.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken))
            names.Add(row.PartitionKey);
        return names;
    }
}
