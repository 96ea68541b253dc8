using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>
/// Counts and removes the contacts of a bucket that a full file lacks. Goodbyes, send states, choices and evidence stay.
/// </summary>
public sealed class BucketRemover(BucketStore store, MissingRows missing)
{
    private const int MostAttempts = 20;

    // A contact's own row, the send state, whose change makes claims fail that were decided before, and what leads to it from its addresses.
    private const int ActionsOfContact = 2 + AddressIndex.MostActions;

    /// <summary>Counts the contacts of a bucket and those that the file lacks.</summary>
    public async Task<MissingContacts> CountAsync(ContactList list, ImportRecord import, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        var progress = await store.ProgressAsync(partition, import.Id, cancellationToken);
        var (contacts, lacking) = (0L, 0L);
        await foreach (var (_, isMissing) in missing.WalkAsync(partition, import, bucket, "", MissingRows.Names, cancellationToken))
        {
            contacts++;
            lacking += isMissing ? 1 : 0;
        }

        return new MissingContacts(contacts - progress.Counts.Added, lacking);
    }

    /// <summary>Removes what the file lacks, from wherever an earlier run left off.</summary>
    public async Task RemoveAsync(ContactList list, ImportRecord import, int bucket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        for (var attempt = 1; ; attempt++)
        {
            var progress = await store.ProgressAsync(partition, import.Id, cancellationToken);
            if (progress.Removed)
                return;
            try
            {
                await using var transaction = new BucketTransaction(store, partition, import.Id, progress);
                await RemoveAsync(transaction, list, partition, import, bucket, now, cancellationToken);
                return;
            }
            catch (BucketMovedException) when (attempt < MostAttempts)
            {
                // Somebody else writes contacts of the bucket: go on from what is done.
            }
        }
    }

    private async Task RemoveAsync(
        BucketTransaction transaction, ContactList list, string partition, ImportRecord import, int bucket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await foreach (var (row, isMissing) in missing.WalkAsync(partition, import, bucket, transaction.Progress.RemovedTo, MissingRows.Everything, cancellationToken))
        {
            if (!isMissing)
                continue;
            if (!transaction.HasRoomFor(ActionsOfContact))
                await transaction.WriteAsync(cancellationToken);
            var id = ContactKeys.IdOf(row.RowKey);
            var fields = row.GetBinary("Fields") ?? [];
            transaction.Undo.Add(new UndoEntry.Removed(id, BucketTransaction.VersionOf(row), row.GetString("Key") ?? "", fields));
            transaction.Add(
                [
                    new(TableTransactionActionType.Delete, row, row.ETag),
                    new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(partition, id, now)),
                    .. AddressIndex.Changes(list, id, fields, default),
                ]);
            var progress = transaction.Progress;
            transaction.Progress = progress with { RemovedTo = id.ToString(), Counts = progress.Counts with { Removed = progress.Counts.Removed + 1 } };
        }

        transaction.Progress = transaction.Progress with { Removed = true };
        await transaction.EndAsync(cancellationToken);
    }
}
