using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>
/// Counts and removes the contacts of a bucket that a full file lacks. A contact that was written by a call after the file was registered is
/// newer than the file and stays. Goodbyes and send states stay too.
/// </summary>
public sealed class BucketRemover(BucketStore store, ImportBlobs blobs)
{
    private const int MostAttempts = 20;

    // A contact takes two actions: its own row, and the send state, whose change makes claims fail that were decided before.
    private const int MostContacts = BucketStore.MostContacts / 2;

    /// <summary>Counts the contacts of a bucket and those that the file lacks.</summary>
    public async Task<MissingContacts> CountAsync(ContactList list, ImportRecord import, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        var progress = await store.ProgressAsync(partition, import.Id, cancellationToken);
        var (contacts, missing) = (0L, 0L);
        await foreach (var (_, isMissing) in WalkAsync(partition, import, bucket, "", cancellationToken))
        {
            contacts++;
            missing += isMissing ? 1 : 0;
        }

        return new MissingContacts(contacts - progress.Counts.Added, missing);
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
                await RemoveAsync(partition, import, bucket, progress, now, cancellationToken);
                return;
            }
            catch (BucketMovedException) when (attempt < MostAttempts)
            {
                // Somebody else writes contacts of the bucket: go on from what is done.
            }
        }
    }

    private async Task RemoveAsync(
        string partition, ImportRecord import, int bucket, BucketProgress progress, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var actions = new List<TableTransactionAction>();
        await foreach (var (row, isMissing) in WalkAsync(partition, import, bucket, progress.RemovedTo, cancellationToken))
        {
            if (!isMissing)
                continue;
            var id = ContactKeys.IdOf(row.RowKey);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag));
            actions.Add(new TableTransactionAction(
                TableTransactionActionType.UpsertMerge, new TableEntity(partition, ContactKeys.SendState(id)) { ["Bump"] = now.UtcTicks }));
            progress = progress with { RemovedTo = id.ToString(), Counts = progress.Counts with { Removed = progress.Counts.Removed + 1 } };
            if (actions.Count < 2 * MostContacts)
                continue;
            progress = await store.WriteAsync(partition, import.Id, actions, progress, cancellationToken);
            actions.Clear();
        }

        await store.WriteAsync(partition, import.Id, actions, progress with { Removed = true }, cancellationToken);
    }

    private async IAsyncEnumerable<(TableEntity Row, bool IsMissing)> WalkAsync(
        string partition, ImportRecord import, int bucket, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var rows = await blobs.ReadSpoolAsync(import.Key, bucket, cancellationToken);
        using var members = rows.Members().GetEnumerator();
        var has = members.MoveNext();
        await foreach (var row in store.Range(partition, ContactKeys.ContactKind, after, "", ["PartitionKey", "RowKey", "ChangedAt"], cancellationToken))
        {
            var id = ContactKeys.IdOf(row.RowKey);
            while (has && members.Current.Id < id)
                has = members.MoveNext();
            var isInFile = has && members.Current.Id == id;
            yield return (row, !isInFile && !(row.GetDateTimeOffset("ChangedAt") > import.RegisteredAt));
        }
    }
}
