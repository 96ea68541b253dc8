using MailMaker.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Imports;

/// <summary>Says what an import would do in a bucket: the same comparison as the import's, with nothing written to the contacts.</summary>
public sealed class BucketPreviewer(BucketStore store, BucketRooms rooms, BucketRejects rejects, MissingRows missing, DifferenceFiles files, SuppressedAddresses suppressions)
{
    private const int MostAttempts = 20;

    /// <summary>Compares a bucket and keeps what was found; run again, it keeps it anew.</summary>
    public Task PreviewAsync(ContactList list, ImportRecord import, StageReport stage, int bucket, CancellationToken cancellationToken) => rooms.WithRowsAsync(
        import.Key, stage, bucket,
        async rows =>
        {
            var suppressed = await suppressions.CurrentAsync(list.Account, cancellationToken);
            var found = await CompareAsync(list, import, suppressed, stage, rows, bucket, cancellationToken);
            await rejects.WriteAsync(list, import.Key, bucket, rows, found.TooLarge, cancellationToken);
            await files.WriteAsync(import.Key, bucket, found, cancellationToken);
        },
        cancellationToken);

    private async Task<BucketDifference> CompareAsync(
        ContactList list, ImportRecord import, SuppressionSet suppressed, StageReport stage, BucketRows rows, int bucket, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        for (var attempt = 1; ; attempt++)
        {
            var collector = new DifferenceCollector();
            try
            {
                var comparison = new BucketComparison(store, list, suppressed, partition, stage.Rules(list, import));
                await foreach (var row in comparison.RowsAsync(rows, "", cancellationToken))
                    collector.Add(row);
                if (import.Mode == ImportMode.Full)
                {
                    await foreach (var (contact, isMissing) in missing.WalkAsync(partition, import, bucket, "", MissingRows.Everything, cancellationToken))
                        collector.AddContact(contact, isMissing);
                }

                return collector.Difference;
            }
            catch (BucketMovedException) when (attempt < MostAttempts)
            {
                // Somebody removed a contact meanwhile: look again.
            }
        }
    }
}
