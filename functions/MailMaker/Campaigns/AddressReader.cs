using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Campaigns;

/// <summary>
/// Reads the addresses of whole lists, some buckets at once. The contacts are read, not the address index: a row of the index may be ahead of its contact or left behind by it,
/// and both come a thousand a page.
/// </summary>
public sealed class AddressReader(TableServiceClient tables, IListSource lists)
{
    /// <summary>Buckets of a list that are read together.</summary>
    public const int Together = 8;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The addresses of everybody on the lists.</summary>
    /// <param name="account">The account.</param>
    /// <param name="names">The lists' names.</param>
    /// <param name="kinds">The kinds of address.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidOperationException">A list is gone, or they have more than <see cref="AddressSet.Most"/> addresses together: nobody may be left out of the set.</exception>
    public async Task<AddressSet> ReadAsync(string account, IReadOnlyList<string> names, IReadOnlyList<KeyKind> kinds, CancellationToken cancellationToken)
    {
        var halves = new List<ulong>();
        foreach (var name in names)
        {
            var list = await lists.ListAsync(account, name, cancellationToken) ?? throw new InvalidOperationException("An excluded list is gone.");
            foreach (var buckets in Enumerable.Range(0, list.Buckets).Chunk(Together))
            {
                foreach (var found in await Task.WhenAll(buckets.Select(b => BucketAsync(list, b, kinds, cancellationToken))))
                    halves.AddRange(found);
                if (halves.Count > AddressSet.Most)
                    throw new InvalidOperationException($"The excluded lists have more than {AddressSet.Most} addresses together.");
            }
        }

        return AddressSet.Of(halves);
    }

    private async Task<List<ulong>> BucketAsync(ContactList list, int bucket, IReadOnlyList<KeyKind> kinds, CancellationToken cancellationToken)
    {
        var halves = new List<ulong>();
        string[] columns = ContactAddress.NeedsFields(list, kinds) ? ["RowKey", "Fields"] : ["RowKey"];
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        await foreach (var row in ContactRange.OfKindAsync(contacts, partition, ContactKeys.ContactKind, columns, cancellationToken))
        {
            var id = ContactKeys.IdOf(row.RowKey);
            var fields = row.GetBinary("Fields") ?? [];
            foreach (var kind in kinds)
            {
                if (ContactAddress.Of(list, kind, id, fields) is { } address)
                    halves.Add(AddressSet.Half(address));
            }
        }

        return halves;
    }
}
