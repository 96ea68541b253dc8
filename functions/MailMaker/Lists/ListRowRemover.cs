using Azure;
using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.Lists;

/// <summary>
/// Removes what a bucket of a list holds: contacts, send states, choices, evidence, address index, progress of imports. Goodbyes become keyed hashes, so that a
/// list made again under the same name writes to nobody who left (docs/decisions/0016-deleting-a-list.md).
/// </summary>
public sealed class ListRowRemover(TableServiceClient tables, SuppressionStore suppressions, AddressHashes hashes, TimeProvider clock)
{
    private const int MostActions = 100;

    // People whose hashes are written together: three each.
    private const int MostHashed = 30;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Removes the rows, from wherever an earlier run left off.</summary>
    public async Task RemoveAsync(ContactList list, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        // Before any contact goes: only contacts know the values to hash.
        await HashGoodbyesAsync(list, partition, cancellationToken);
        while (!await TryRemoveAsync(partition, cancellationToken))
        {
            // Somebody else removed some of the rows: look again what is left.
        }
    }

    /// <summary>
    /// The suppressions that hold for the list alone name addresses in clear: those that a person's wish is behind become keyed hashes, and all of them go.
    /// </summary>
    public async Task HashSuppressionsAsync(ContactList list, CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var page = await suppressions.PageAsync(list.Account, 1_000, continuation, null, cancellationToken);
            foreach (var suppression in page.Suppressions.Where(s => s.List == list.Name))
            {
                var field = SuppressionTarget.KindOf(suppression.Target) == KeyKind.Email ? BuiltInFields.Email : BuiltInFields.Mobile;
                List<UInt128> kept = suppression.Target[0] == '@' ? [] : [hashes.Of(list.Account, list.Name, field, suppression.Target)];
                await suppressions.EraseAsync(list.Account, kept, [(list.Name, suppression.Target)], clock.GetUtcNow(), cancellationToken);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    // A goodbye whose contact is gone already stays as it is: the hash of a key, a reason and a moment.
    private async Task HashGoodbyesAsync(ContactList list, string partition, CancellationToken cancellationToken)
    {
        var said = new List<(TableEntity Goodbye, IReadOnlyList<UInt128> Hashes)>();
        await foreach (var goodbye in ContactRange.OfKindAsync(contacts, partition, ContactKeys.GoodbyeKind, cancellationToken))
        {
            var contact = await contacts.GetEntityIfExistsAsync<TableEntity>(
                partition, ContactKeys.Contact(ContactKeys.IdOf(goodbye.RowKey)), ["Fields"], cancellationToken);
            if (contact.HasValue)
                said.Add((goodbye, ErasedValues.HashesOf(hashes, list, contact.Value!.GetBinary("Fields") ?? [])));
        }

        foreach (var some in said.Chunk(MostHashed))
        {
            await suppressions.EraseAsync(list.Account, [.. some.SelectMany(s => s.Hashes)], [], clock.GetUtcNow(), cancellationToken);
            foreach (var (goodbye, _) in some)
                await contacts.DeleteEntityAsync(partition, goodbye.RowKey, ETag.All, cancellationToken);
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
