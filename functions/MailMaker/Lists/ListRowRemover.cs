using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;

namespace MailMaker.Lists;

/// <summary>
/// Removes what a bucket of a list holds: contacts, send states, choices, evidence, address index, progress of imports. Goodbyes stay, so that a list
/// made again under the same name writes to nobody who left (docs/decisions/0016-deleting-a-list.md).
/// </summary>
public sealed class ListRowRemover(TableServiceClient tables)
{
    private const int MostActions = 100;
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Removes the rows, from wherever an earlier run left off.</summary>
    public async Task RemoveAsync(string partition, CancellationToken cancellationToken)
    {
        while (!await TryRemoveAsync(partition, cancellationToken))
        {
            // Somebody else removed some of the rows: look again what is left.
        }
    }

    private async Task<bool> TryRemoveAsync(string partition, CancellationToken cancellationToken)
    {
        var afterGoodbyes = ContactKeys.GoodbyeKind[..^1] + (char)(ContactKeys.GoodbyeKind[^1] + 1);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and (RowKey lt {ContactKeys.GoodbyeKind} or RowKey ge {afterGoodbyes})");
        var actions = new List<TableTransactionAction>(MostActions);
        try
        {
            await foreach (var row in contacts.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
                if (actions.Count < MostActions)
                    continue;
                await contacts.SubmitTransactionAsync(actions, cancellationToken);
                actions.Clear();
            }

            if (actions.Count > 0)
                await contacts.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }
}
