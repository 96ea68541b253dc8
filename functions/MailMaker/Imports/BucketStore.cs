using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>The rows of one bucket as imports read and write them.</summary>
public sealed class BucketStore(TableServiceClient tables)
{
    /// <summary>Actions of a transaction (limit of the Table service).</summary>
    public const int MostActions = 100;

    /// <summary>Bytes of fields in one transaction: the service takes 4 MiB, binary is base64 there, and every part has headers.</summary>
    public const int MostFieldBytes = 2 * 1024 * 1024;

    // They do not depend on each other. More would only wait: a partition takes 2,000 rows a second.
    private const int TransactionsAtOnce = 4;

    private static readonly string[] Properties = ["RowKey", "RowHash", "Fields", "Import", "ChangedAt", "Key"];

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>How far the import is.</summary>
    public async Task<BucketProgress> ProgressAsync(string partition, string import, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.ImportProgress(import), cancellationToken: cancellationToken);
        return row.HasValue ? BucketProgress.Of(row.Value!) : new BucketProgress();
    }

    /// <summary>How far the import is in each of its buckets.</summary>
    public async Task<IReadOnlyList<BucketProgress>> ProgressAsync(ContactList list, string import, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, list.Buckets).Select(b => ProgressAsync(ContactKeys.Partition(list.Account, list.Name, b), import, cancellationToken)));

    /// <summary>Rows of a kind after one contact up to another, in key order.</summary>
    /// <param name="partition">The bucket's partition.</param>
    /// <param name="kind">First characters of the row key.</param>
    /// <param name="after">The contact to begin after; empty for the first.</param>
    /// <param name="last">The contact to end with; empty for the last.</param>
    /// <param name="select">The properties to read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public AsyncPageable<TableEntity> Range(
        string partition, string kind, string after, string last, IEnumerable<string> select, CancellationToken cancellationToken)
    {
        // '~' sorts after every character of an id.
        string from = kind + after, to = kind + (last.Length == 0 ? "~" : last);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey le {to}");
        return contacts.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken);
    }

    /// <summary>Contacts as they are now; those that are gone are left out. A few are read one by one, many as a range.</summary>
    public async Task<Dictionary<ContactId, TableEntity>> ContactsAsync(string partition, IReadOnlyList<ContactId> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ContactId, TableEntity>(ids.Count);
        if (ids.Count <= 10)
        {
            var rows = await Task.WhenAll(ids.Select(id =>
                contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.Contact(id), Properties, cancellationToken)));
            foreach (var row in rows.Where(r => r.HasValue))
                found[ContactKeys.IdOf(row.Value!.RowKey)] = row.Value!;
            return found;
        }

        var wanted = ids.ToHashSet();
        string first = ContactKeys.Contact(ids[0]), last = ContactKeys.Contact(ids[^1]);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
        await foreach (var row in contacts.QueryAsync<TableEntity>(filter, select: Properties, cancellationToken: cancellationToken))
        {
            if (ContactKeys.IdOf(row.RowKey) is var id && wanted.Contains(id))
                found[id] = row;
        }

        return found;
    }

    /// <summary>Writes the index rows of new contacts of a bucket in the order of their own keys. They may be there already.</summary>
    /// <param name="partition">The bucket's partition.</param>
    /// <param name="rows">Addresses and who has them; sorted here.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task IndexAsync(string partition, List<IndexedAddress> rows, CancellationToken cancellationToken)
    {
        rows.Sort(IndexedAddress.CompareKeys);
        foreach (var together in rows.Chunk(MostActions).Chunk(TransactionsAtOnce))
        {
            await Task.WhenAll(together.Select(chunk =>
                contacts.SubmitTransactionAsync(chunk.Select(row => AddressIndex.Write(partition, row)), cancellationToken)));
        }
    }

    /// <summary>Writes rows together.</summary>
    /// <returns>The ETag of the last one.</returns>
    /// <exception cref="BucketMovedException">Somebody else wrote one of the rows; nothing was written.</exception>
    public async Task<ETag?> SubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await contacts.SubmitWithIndexAsync(actions, cancellationToken);
            return answer.Value[^1].Headers.ETag;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            throw new BucketMovedException("A row was changed by somebody else.", e);
        }
    }

    /// <summary>Forgets how far the import is.</summary>
    public Task DeleteProgressAsync(string partition, string import, CancellationToken cancellationToken) =>
        contacts.DeleteEntityAsync(partition, ContactKeys.ImportProgress(import), ETag.All, cancellationToken);
}
