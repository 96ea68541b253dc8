using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;

namespace MailMaker.Contacts;

/// <summary>Finds who has an address: by the contact's identity where the address is the list's key, else by the index in each bucket.</summary>
public sealed class ContactFinder(TableServiceClient tables, DefinitionStore definitions)
{
    // Buckets that are asked together: 64 one after the other would take a second on a distant store.
    private const int Together = 16;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The contacts of an account, or of one of its lists, that have an address now.</summary>
    /// <param name="account">The account.</param>
    /// <param name="list">The list's name; null for all lists.</param>
    /// <param name="address">An e-mail address or a number in canonical form.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async IAsyncEnumerable<FoundContact> ByAddressAsync(
        string account, string? list, string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = list is null ? await definitions.NamesAsync(account, DefinitionKeys.List(""), cancellationToken) : [list];
        foreach (var name in names)
        {
            if ((await definitions.FindAsync<ContactList>(account, DefinitionKeys.List(name), cancellationToken))?.Value is not { } found)
                continue;
            await foreach (var id in OnListAsync(found, address, cancellationToken))
                yield return new FoundContact(found, id);
        }
    }

    /// <summary>Who on a list has one of many addresses that are not the list's key: much faster than asking for each.</summary>
    /// <param name="list">The list.</param>
    /// <param name="addresses">E-mail addresses or numbers in canonical form.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<ILookup<string, ContactId>> OwnersAsync(ContactList list, IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        var walk = new AddressWalk(addresses);
        var together = new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, list.Buckets), together,
            async (bucket, cancellation) => await walk.WalkAsync(contacts, ContactKeys.Partition(list.Account, list.Name, bucket), cancellation));
        var owners = new ConcurrentBag<(string Address, ContactId Contact)>();
        await Parallel.ForEachAsync(walk.Found, together, async (found, cancellation) =>
        {
            if (await HasAsync(list, found.Contact, SuppressionTarget.KindOf(found.Address), found.Address, cancellation))
                owners.Add(found);
        });
        return owners.ToLookup(o => o.Address, o => o.Contact);
    }

    private async IAsyncEnumerable<ContactId> OnListAsync(ContactList list, string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kind = SuppressionTarget.KindOf(address);
        var id = ContactId.Of(kind, address);
        if (list.Key == kind)
        {
            var row = await contacts.GetEntityIfExistsAsync<TableEntity>(
                ContactKeys.Partition(list, id), ContactKeys.Contact(id), ["RowKey"], cancellationToken);
            if (row.HasValue)
                yield return id;
            yield break;
        }

        foreach (var buckets in Enumerable.Range(0, list.Buckets).Chunk(Together))
        {
            foreach (var found in await Task.WhenAll(buckets.Select(b => InBucketAsync(list, b, id, cancellationToken))))
            {
                foreach (var contact in found)
                {
                    if (await HasAsync(list, contact, kind, address, cancellationToken))
                        yield return contact;
                }
            }
        }
    }

    // An index row may be ahead of the contact, or left by an import that never came to it.
    private async Task<bool> HasAsync(ContactList list, ContactId id, KeyKind kind, string address, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(ContactKeys.Partition(list, id), ContactKeys.Contact(id), ["Fields"], cancellationToken);
        var field = kind == KeyKind.Email ? BuiltInFields.Email : BuiltInFields.Mobile;
        return row.HasValue && FieldsJson.ValueOf(row.Value!.GetBinary("Fields") ?? "{}"u8, field) == address;
    }

    private async Task<List<ContactId>> InBucketAsync(ContactList list, int bucket, ContactId address, CancellationToken cancellationToken)
    {
        var found = new List<ContactId>();
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        string from = $"{ContactKeys.AddressKind}{address}|", to = from + "~";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}");
        await foreach (var row in contacts.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            if (ContactId.TryParse(row.RowKey.AsSpan(from.Length), out var id))
                found.Add(id);
        }

        return found;
    }
}
