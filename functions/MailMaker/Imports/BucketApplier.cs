using System.Text;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>
/// Applies a bucket's rows: both sides are in key order, so they are merged like two sorted lists; only what changed is written, in
/// transactions that carry the progress with them. A run after a crash goes on after the last contact done, and its counts are those of one run.
/// </summary>
public sealed class BucketApplier(BucketStore store, ImportBlobs blobs) : IDisposable
{
    // Buckets in memory at a time in this process, whatever number of activities the host runs.
    private const int MostBuckets = 4;

    private const int MostAttempts = 20;
    private const int WindowSize = 1_000;

    // Fewer contacts than this are read one by one instead of walking the bucket.
    private const int Few = 10;
    private const string TooLargeReason = "With what the contact has already, its fields are longer than 60,000 bytes";

    private readonly SemaphoreSlim room = new(MostBuckets);

    /// <summary>Applies a bucket, from wherever an earlier run left off.</summary>
    public async Task ApplyAsync(ContactList list, ImportKey import, StageReport stage, int bucket, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            using var rows = await blobs.ReadSpoolAsync(import, bucket, cancellationToken);
            await ApplyAsync(list, import, stage, rows, bucket, cancellationToken);
        }
        finally
        {
            room.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => room.Dispose();

    private async Task ApplyAsync(ContactList list, ImportKey import, StageReport stage, BucketRows rows, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        for (var attempt = 1; ; attempt++)
        {
            var progress = await store.ProgressAsync(partition, import.Id, cancellationToken);
            if (progress.Applied)
                return;
            try
            {
                await new Run(store, blobs, list, import, partition, stage.Supplied(), progress).ApplyAsync(rows, bucket, cancellationToken);
                return;
            }
            catch (BucketMovedException) when (attempt < MostAttempts)
            {
                // Somebody else writes contacts of the bucket: go on from what is done.
            }
        }
    }

    private sealed class Run(
        BucketStore store, ImportBlobs blobs, ContactList list, ImportKey import, string partition, IReadOnlySet<string> supplied, BucketProgress progress)
    {
        private readonly FieldOrder order = new(list);
        private readonly List<TableTransactionAction> actions = new(BucketStore.MostContacts + 1);
        private HashSet<ContactId> left = [];
        private int fieldBytes;

        public async Task ApplyAsync(BucketRows rows, int bucket, CancellationToken cancellationToken)
        {
            var start = progress;
            var members = rows.Members().Where(m => m.HasRow && !start.IsApplied(m.Id));
            var first = members.Take(Few + 1).ToList();
            if (first.Count > 0)
            {
                var last = rows.LastId.ToString();
                left = await store.GoodbyesAsync(partition, progress.AppliedTo, last, cancellationToken);
                if (first.Count <= Few)
                    await MergeFewAsync(first, cancellationToken);
                else
                    await MergeAsync(members, first[0].Id, last, cancellationToken);
            }

            await WriteRejectsAsync(rows, bucket, cancellationToken);
            progress = progress with { Applied = true };
            await FlushAsync(cancellationToken);
        }

        private async Task MergeAsync(IEnumerable<BucketRows.Member> members, ContactId first, string last, CancellationToken cancellationToken)
        {
            // The contacts from just before the first member on: '1' sorts before every character of an id.
            var before = first.ToString()[..^1] + "1";
            await using var stored = store.Range(partition, ContactKeys.ContactKind, before, last, ["RowKey", "RowHash"], cancellationToken).GetAsyncEnumerator(cancellationToken);
            var (has, at) = await NextAsync(stored);
            foreach (var chunk in members.Chunk(WindowSize))
            {
                var fates = new Fate[chunk.Length];
                var compare = new List<ContactId>();
                for (var i = 0; i < chunk.Length; i++)
                {
                    var id = chunk[i].Id;
                    while (has && at < id)
                        (has, at) = await NextAsync(stored);
                    fates[i] = !has || at != id ? Fate.Add : stored.Current.GetInt64("RowHash") == chunk[i].Row.Hash ? Fate.Unchanged : Fate.Compare;
                    if (fates[i] == Fate.Compare)
                        compare.Add(id);
                }

                var full = compare.Count == 0 ? [] : await store.ContactsAsync(partition, compare, cancellationToken);
                for (var i = 0; i < chunk.Length; i++)
                {
                    if (Decide(chunk[i], fates[i], full))
                        await FlushAsync(cancellationToken);
                }
            }
        }

        private async Task MergeFewAsync(List<BucketRows.Member> members, CancellationToken cancellationToken)
        {
            var full = await store.ContactsAsync(partition, [.. members.Select(m => m.Id)], cancellationToken);
            foreach (var member in members)
            {
                var fate = !full.TryGetValue(member.Id, out var row) ? Fate.Add : row.GetInt64("RowHash") == member.Row.Hash ? Fate.Unchanged : Fate.Compare;
                if (Decide(member, fate, full))
                    await FlushAsync(cancellationToken);
            }
        }

        // Adds the write and the counts of one contact; true when the transaction is full.
        private bool Decide(BucketRows.Member member, Fate fate, Dictionary<ContactId, TableEntity> full)
        {
            var row = member.Row;
            var counts = fate switch
            {
                Fate.Add => Write(row, row.Fields.ToArray(), null),
                Fate.Unchanged => new ImportCounts { Unchanged = 1 },
                _ => full.TryGetValue(member.Id, out var entity) ? Merge(row, entity) : throw new BucketMovedException(),
            };
            if (counts.Rejected == 0 && left.Contains(member.Id) && FieldsJson.ValueOf(row.Fields, BuiltInFields.Consent) != "false")
                counts = counts with { Protected = 1 };
            progress = progress with
            {
                AppliedTo = member.Id.ToString(),
                Counts = progress.Counts + counts with { Rejected = counts.Rejected + member.DuplicateCount },
            };
            return actions.Count == BucketStore.MostContacts || fieldBytes >= BucketStore.MostFieldBytes;
        }

        private ImportCounts Merge(StagedRow row, TableEntity entity)
        {
            switch (MergeContact.Decide(order, entity.GetBinary("Fields") ?? [], row.Supplied(supplied), row.Fields))
            {
                case MergeDecision.Changed changed:
                    return Write(row, changed.Fields, entity);
                case MergeDecision.TooLarge:
                    progress = progress with { TooLarge = [.. progress.TooLarge, row.Line] };
                    return new ImportCounts { Rejected = 1 };
                default:
                    return new ImportCounts { Unchanged = 1 };
            }
        }

        private ImportCounts Write(StagedRow row, byte[] fields, TableEntity? existing)
        {
            var entity = new TableEntity(partition, ContactKeys.Contact(row.Id))
            {
                ["Key"] = Encoding.UTF8.GetString(row.Key),
                ["Fields"] = fields,
                ["RowHash"] = row.Hash,
            };
            fieldBytes += fields.Length;
            actions.Add(existing is null
                ? new TableTransactionAction(TableTransactionActionType.Add, entity)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, existing.ETag));
            return existing is null ? new ImportCounts { Added = 1 } : new ImportCounts { Changed = 1 };
        }

        private async Task FlushAsync(CancellationToken cancellationToken)
        {
            progress = await store.WriteAsync(partition, import.Id, actions, progress, cancellationToken);
            actions.Clear();
            fieldBytes = 0;
        }

        private async Task WriteRejectsAsync(BucketRows rows, int bucket, CancellationToken cancellationToken)
        {
            var tooLarge = progress.TooLarge.ToHashSet();
            var text = new StringBuilder();
            foreach (var member in rows.Members())
            {
                foreach (var duplicate in member.Duplicates())
                    text.Append(duplicate.ToCsv());
                if (member.HasRow && tooLarge.Contains(member.Row.Line))
                    text.Append(member.Reject(TooLargeReason).ToCsv());
            }

            if (text.Length == 0)
                return;
            await using var file = await blobs.WriteWorkAsync(import, ImportBlobs.BucketRejects(bucket), cancellationToken);
            await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        }

        private static async ValueTask<(bool Has, ContactId At)> NextAsync(IAsyncEnumerator<TableEntity> stored) =>
            await stored.MoveNextAsync() ? (true, ContactKeys.IdOf(stored.Current.RowKey)) : (false, default);
    }

    private enum Fate
    {
        Add,
        Unchanged,
        Compare,
    }
}
