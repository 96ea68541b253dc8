using System.Text;
using Azure;
using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Imports;

/// <summary>
/// Applies a bucket's rows: only what changed is written, in transactions that carry the progress and what undoes them. A run after a crash goes
/// on after the last contact done, and its counts are those of one run.
/// </summary>
public sealed class BucketApplier(
    BucketStore store, BucketRooms rooms, BucketRejects rejects, SuppressedAddresses suppressions, EvidenceStore evidence, TimeProvider clock)
{
    private const int MostAttempts = 20;

    // Rows that are decided before any of them is written, so that the index rows of new contacts are written in the order of their own keys: each page of the
    // index is then touched a few times, not once a contact.
    private const int DecidedAhead = 2_048;

    /// <summary>Applies a bucket, from wherever an earlier run left off.</summary>
    public Task ApplyAsync(ContactList list, ImportRecord import, StageReport stage, int bucket, CancellationToken cancellationToken) =>
        rooms.WithRowsAsync(import.Key, stage, bucket, rows => ApplyAsync(list, import, stage, rows, bucket, cancellationToken), cancellationToken);

    private async Task ApplyAsync(ContactList list, ImportRecord import, StageReport stage, BucketRows rows, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        for (var attempt = 1; ; attempt++)
        {
            var progress = await store.ProgressAsync(partition, import.Id, cancellationToken);
            if (progress.Applied)
                return;
            var suppressed = await suppressions.CurrentAsync(list.Account, cancellationToken);
            var comparison = new BucketComparison(store, list, suppressed, partition, stage.Rules(list, import));
            try
            {
                await using var transaction = new BucketTransaction(store, partition, import.Id, progress);
                var ahead = new List<ComparedRow>();
                var applied = new AppliedRows();
                await foreach (var row in comparison.RowsAsync(rows, progress.AppliedTo, cancellationToken))
                {
                    ahead.Add(row);
                    if (ahead.Count == DecidedAhead)
                        await AddAsync(transaction, list, import, ahead, applied, cancellationToken);
                }

                await AddAsync(transaction, list, import, ahead, applied, cancellationToken);
                transaction.Progress = applied.AddTo(transaction.Progress);
                await rejects.WriteAsync(list, import.Key, bucket, rows, transaction.Progress.TooLarge, cancellationToken);
                transaction.Progress = transaction.Progress with { Applied = true };
                await transaction.EndAsync(cancellationToken);
                return;
            }
            catch (BucketMovedException) when (attempt < MostAttempts)
            {
                // Somebody else writes contacts of the bucket: go on from what is done.
            }
        }
    }

    // The index rows of a new contact come before it: a crash in between leaves some that lead to nobody, which the next run writes again, and never a contact that can't be found.
    private async Task AddAsync(
        BucketTransaction transaction, ContactList list, ImportRecord import, List<ComparedRow> rows, AppliedRows applied, CancellationToken cancellationToken)
    {
        var index = new List<IndexedAddress>();
        foreach (var row in rows)
        {
            if (row.Decision.Fate == RowFate.Add)
                AddressIndex.Collect(index, list, row.Member.Id, row.Decision.Fields);
        }

        await store.IndexAsync(transaction.Partition, index, cancellationToken);
        foreach (var row in rows)
        {
            if (row.Decision.Fate is RowFate.Add or RowFate.Change)
                await WriteAsync(transaction, list, import, row, applied, cancellationToken);
            applied.Add(row);
        }

        rows.Clear();
    }

    private async ValueTask WriteAsync(
        BucketTransaction transaction, ContactList list, ImportRecord import, ComparedRow row, AppliedRows applied, CancellationToken cancellationToken)
    {
        var beside = row.Existing is null && !row.Decision.Resubscribes ? [] : await BesideAsync(list, import, row, cancellationToken);
        if (!transaction.HasRoomFor(1 + beside.Count))
        {
            transaction.Progress = applied.AddTo(transaction.Progress);
            await transaction.WriteAsync(cancellationToken);
        }

        transaction.Add(Write(transaction.Partition, import.Key.Mark, row), row.Decision.Fields!.Length);
        transaction.Add(beside);
        AddUndo(transaction.Undo, row);
    }

    // What changes together with the contact's own row.
    private async Task<IReadOnlyList<TableTransactionAction>> BesideAsync(ContactList list, ImportRecord import, ComparedRow row, CancellationToken cancellationToken)
    {
        var actions = new List<TableTransactionAction>();
        if (row.Existing is { } existing)
            actions.AddRange(AddressIndex.Changes(list, row.Member.Id, existing.GetBinary("Fields"), row.Decision.Fields));
        if (row.Decision.Resubscribes)
            actions.AddRange(await ResubscribeAsync(list, import, row, cancellationToken));
        return actions;
    }

    private static TableTransactionAction Write(string partition, long mark, in ComparedRow row)
    {
        var (id, decision) = (row.Member.Id, row.Decision);
        var entity = BucketTransaction.Contact(
            partition, id, Encoding.UTF8.GetString(row.Member.Row.Key), decision.Fields!, new RowVersion(decision.RowHash, mark, null));
        return row.Existing is { } existing
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, existing.ETag)
            : new TableTransactionAction(TableTransactionActionType.Add, entity);
    }

    private static void AddUndo(UndoPack undo, in ComparedRow row)
    {
        var (id, decision) = (row.Member.Id, row.Decision);
        if (row.Existing is { } existing)
        {
            var differences = FieldDifference.Between(existing.GetBinary("Fields") ?? [], decision.Fields);
            undo.Add(new UndoEntry.Changed(
                id, decision.RowHash, BucketTransaction.VersionOf(existing), Encoding.UTF8.GetString(row.Member.Row.Key), differences));
        }
        else
        {
            undo.AddAdded(id, decision.RowHash);
        }
    }

    // The goodbye ends and is proved to have ended by the client's word in one transaction with the contact.
    private async Task<IReadOnlyList<TableTransactionAction>> ResubscribeAsync(
        ContactList list, ImportRecord import, ComparedRow row, CancellationToken cancellationToken)
    {
        var id = row.Member.Id;
        var happened = new ConsentEvent
        {
            Kind = ConsentEventKind.Resubscribed, At = clock.GetUtcNow(), Source = new ConsentSource("file", Reference: import.Id),
            Note = "Protection lifted: " + import.ProtectionLifted,
        };
        return
        [
            new(TableTransactionActionType.Delete, new TableEntity(ContactKeys.Partition(list, id), ContactKeys.Goodbye(id)), ETag.All),
            EvidenceStore.Append(list, id, await evidence.ReadAsync(list, id, cancellationToken), happened),
        ];
    }
}
