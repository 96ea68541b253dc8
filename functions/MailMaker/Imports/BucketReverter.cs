using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Imports;

/// <summary>
/// Undoes an import in a bucket. What is done about a row of undo entries stands in that row, changed in the same transactions as the contacts:
/// a run after a crash goes on after the last entry done.
/// </summary>
public sealed class BucketReverter(BucketStore store, UndoStore undo, SuppressedAddresses suppressions, TimeProvider clock)
{
    private const int MostAttempts = 20;

    // A contact takes two actions and those of its addresses; the last one is the row of undo entries.
    private const int MostActionsBefore = BucketStore.MostActions - 1 - 2 - AddressIndex.MostActions;

    /// <summary>Undoes what is not undone yet.</summary>
    public async Task RevertAsync(ContactList list, ImportRecord import, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        var suppressed = await suppressions.CurrentAsync(list.Account, cancellationToken);
        await foreach (var entity in undo.Rows(partition, import.Id, null, cancellationToken))
        {
            UndoRow? row = UndoRow.Of(entity);
            for (var attempt = 1; row is not null && row.DoneEntries < row.Entries.Count;)
            {
                try
                {
                    row = await RevertAsync(list, suppressed, import.Key.Mark, partition, row, cancellationToken);
                }
                catch (BucketMovedException) when (attempt < MostAttempts)
                {
                    // Somebody else writes contacts of the bucket: look again.
                    attempt++;
                    row = await undo.FindAsync(partition, row.RowKey, cancellationToken);
                }
            }
        }
    }

    private async Task<UndoRow> RevertAsync(
        ContactList list, SuppressionSet suppressed, long mark, string partition, UndoRow row, CancellationToken cancellationToken)
    {
        var entries = row.Entries.Skip(row.DoneEntries).ToList();
        var ids = entries.ConvertAll(e => e.Id);
        var contacts = await store.ContactsAsync(partition, ids, cancellationToken);
        // The ids before the first one: '1' sorts before every character of an id.
        var (before, last) = (ids[0].ToString()[..^1] + "1", ids[^1].ToString());
        var standings = await ContactStandings.ReadAsync(store, list, suppressed, partition, before, last, cancellationToken);
        var (order, now) = (new FieldOrder(list), clock.GetUtcNow());
        var (actions, counts, kept, done) = (new List<TableTransactionAction>(), row.Counts, row.Kept.ToList(), row.DoneEntries);
        foreach (var entry in entries.TakeWhile(_ => actions.Count <= MostActionsBefore))
        {
            var current = contacts.GetValueOrDefault(entry.Id);
            var version = current is null ? default : BucketTransaction.VersionOf(current);
            var standing = standings.OfReverted(entry.Id, entry.Old(order));
            var decision = DecideRevert.Decide(order, mark, entry, current?.GetBinary("Fields"), version, standing, now);
            actions.AddRange(Actions(list, partition, entry, decision, current, now));
            counts += RevertCounts.Of(decision);
            done++;
            if (KeptContact.Of(KeyOf(entry, current), decision) is { } contact)
                kept.Add(contact);
        }

        row = row with { DoneEntries = done, Counts = counts, Kept = kept };
        actions.Add(row.Progress(partition));
        return row with { Tag = await store.SubmitAsync(actions, cancellationToken) ?? default };
    }

    private static List<TableTransactionAction> Actions(
        ContactList list, string partition, UndoEntry entry, RevertDecision decision, TableEntity? current, DateTimeOffset now)
    {
        var fields = current?.GetBinary("Fields");
        switch (decision)
        {
            case RevertDecision.Remove:
                return
                [
                    new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Contact(entry.Id)), current!.ETag),
                    // Claims that were decided before fail on the changed send state.
                    new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(partition, entry.Id, now)),
                    .. AddressIndex.Changes(list, entry.Id, fields, default),
                ];
            case RevertDecision.Restore restore:
                var restored = BucketTransaction.Contact(partition, entry.Id, KeyOf(entry, current), restore.Fields, restore.Version);
                return
                [
                    new(TableTransactionActionType.UpdateReplace, restored, current!.ETag),
                    .. AddressIndex.Changes(list, entry.Id, fields, restore.Fields),
                ];
            case RevertDecision.Return back:
                return
                [
                    new(TableTransactionActionType.Add, BucketTransaction.Contact(partition, entry.Id, back.Key, back.Fields, back.Version)),
                    .. AddressIndex.Changes(list, entry.Id, default, back.Fields),
                ];
            default:
                return [];
        }
    }

    private static string KeyOf(UndoEntry entry, TableEntity? current) =>
        current?.GetString("Key") ?? (entry as UndoEntry.Changed)?.Key ?? (entry as UndoEntry.Removed)?.Key ?? "";
}
