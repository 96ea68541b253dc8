using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>The rows that hold what undoes imports. They hold personal data, and are kept for 30 days at most.</summary>
public sealed class UndoStore(TableServiceClient tables, BucketStore store)
{
    // A row is up to half a megabyte.
    private const int RowsPerPage = 8;
    private const int MostAttempts = 20;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The rows of an import in a bucket, in key order.</summary>
    internal AsyncPageable<TableEntity> Rows(string partition, string import, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        string from = ContactKeys.UndoKind(import), to = from + "~";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey lt {to}");
        return contacts.QueryAsync<TableEntity>(filter, select is null ? RowsPerPage : null, select, cancellationToken);
    }

    /// <summary>One row as it is now; null when it is gone.</summary>
    internal async Task<UndoRow?> FindAsync(string partition, string rowKey, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(partition, rowKey, cancellationToken: cancellationToken);
        return row.HasValue ? UndoRow.Of(row.Value!) : null;
    }

    /// <summary>Removes all rows of an import.</summary>
    public async Task DeleteAsync(ContactList list, string import, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < list.Buckets; bucket++)
        {
            var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
            var actions = new List<TableTransactionAction>();
            await foreach (var row in Rows(partition, import, ["PartitionKey", "RowKey"], cancellationToken))
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row.RowKey), ETag.All));
                if (actions.Count == BucketStore.MostActions)
                    await DeleteAsync(actions, cancellationToken);
            }

            if (actions.Count > 0)
                await DeleteAsync(actions, cancellationToken);
        }
    }

    /// <summary>
    /// Forgets what is kept of a person who is erased: no revert of any import of the list brings anything back. Call it after the contact's
    /// own row is gone.
    /// </summary>
    public async Task ForgetAsync(ContactList list, ContactId contact, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, contact);
        string from = "u|", to = "u}";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey lt {to}");
        await foreach (var row in contacts.QueryAsync<TableEntity>(filter, RowsPerPage, cancellationToken: cancellationToken))
            await ForgetAsync(partition, UndoRow.Of(row), contact, cancellationToken);
    }

    private async Task ForgetAsync(string partition, UndoRow row, ContactId contact, CancellationToken cancellationToken)
    {
        for (var attempt = 1; row.Knows(contact); attempt++)
        {
            try
            {
                await store.SubmitAsync([new(TableTransactionActionType.UpdateReplace, row.Without(partition, contact), row.Tag)], cancellationToken);
                return;
            }
            catch (BucketMovedException) when (attempt < MostAttempts)
            {
                // A revert is under way: what it did is kept.
                if (await FindAsync(partition, row.RowKey, cancellationToken) is not { } now)
                    return;
                row = now;
            }
        }
    }

    // Somebody else who removes the same rows is as good.
    private async Task DeleteAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await store.SubmitAsync(actions, cancellationToken);
        }
        catch (BucketMovedException)
        {
            foreach (var action in actions)
                await contacts.DeleteEntityAsync(action.Entity.PartitionKey, action.Entity.RowKey, ETag.All, cancellationToken);
        }

        actions.Clear();
    }
}
