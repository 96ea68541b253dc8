using System.Collections.Concurrent;
using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Suppressions;

namespace MailMaker.Contacts;

/// <summary>
/// Finds many addresses in a bucket's index at once. Both are in order, so they are merged page by page, and a page begins at the next address that is sought: there are never more requests than addresses, and
/// with thousands of addresses hardly more than pages.
/// </summary>
internal sealed class AddressWalk
{
    // The service answers with so many rows at most.
    private const int MostRows = 1_000;
    private const int FewestRows = 16;

    private readonly (ContactId Id, string Address)[] sought;
    private readonly ConcurrentBag<(string Address, ContactId Contact)> found = [];

    /// <summary>Begins with the addresses that are sought, in canonical form.</summary>
    public AddressWalk(IEnumerable<string> addresses) =>
        sought = [.. addresses.Distinct().Select(a => (Id: ContactId.Of(SuppressionTarget.KindOf(a), a), Address: a)).OrderBy(s => s.Id)];

    /// <summary>Who has them, as far as the index says: whoever follows it looks at the contact.</summary>
    public IReadOnlyCollection<(string Address, ContactId Contact)> Found => found;

    /// <summary>Walks through a bucket; several may be walked through at the same time.</summary>
    public async Task WalkAsync(TableClient contacts, string partition, CancellationToken cancellationToken)
    {
        var page = Math.Clamp(sought.Length, FewestRows, MostRows);
        var next = 0;
        var after = sought.Length == 0 ? null : ContactKeys.AddressKind + sought[0].Id;
        while (after is not null)
        {
            var (from, to) = (after, ContactKeys.AddressKind + sought[^1].Id + "|~");
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey le {to}");
            (after, var rows) = (null, 0);
            await foreach (var row in contacts.QueryAsync<TableEntity>(filter, page, ["RowKey"], cancellationToken))
            {
                after = Take(row.RowKey, ref next);
                if (after is null || ++rows == page)
                    break;
            }

            if (rows < page)
                return;
        }
    }

    // Where the next page begins; null when everything that is sought was passed.
    private string? Take(string key, ref int next)
    {
        if (!ContactId.TryParse(key.AsSpan(ContactKeys.AddressKind.Length, ContactId.TextLength), out var address))
            throw new FormatException("Not a row of the address index.");
        while (sought[next].Id.CompareTo(address) < 0)
        {
            // The query ends with the last one, so there is one that is not before it.
            next++;
        }

        if (sought[next].Id != address)
            return ContactKeys.AddressKind + sought[next].Id;
        if (ContactId.TryParse(key.AsSpan(^ContactId.TextLength..), out var contact))
            found.Add((sought[next].Address, contact));
        return key;
    }
}
