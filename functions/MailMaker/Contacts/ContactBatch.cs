using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Contacts;

/// <summary>
/// Applies what calls ask of contacts, one or a thousand, bucket by bucket. Items of one contact are applied in their order. Sent again after an answer
/// that was lost, a batch finds its work done and says so.
/// </summary>
public sealed class ContactBatch(TableServiceClient tables, SuppressedAddresses suppressed, TimeProvider clock)
{
    // Buckets that are worked on together: their transactions share the store's syncs to disk.
    private const int Together = 16;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Applies items to a list.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<ContactResult>> ApplyAsync(ContactList list, IReadOnlyList<BatchItem> items, CancellationToken cancellationToken)
    {
        var set = await suppressed.CurrentAsync(list.Account, cancellationToken);
        var results = new ContactResult[items.Count];
        var work = new Dictionary<ContactId, ContactWork>();
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Problems.Count > 0)
            {
                results[i] = new ContactResult(item.Key, ContactResultKind.Refused) { Errors = item.Problems };
                continue;
            }

            var id = ContactId.Of(list.Key, item.Key);
            if (!work.TryGetValue(id, out var contact))
                work[id] = contact = new ContactWork(id, item.Key);
            contact.Items.Add((i, item));
        }

        var buckets = work.Values.GroupBy(w => w.Id.Bucket(list.Buckets));
        await Parallel.ForEachAsync(
            buckets,
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken },
            async (bucket, cancellation) => await new BucketOfBatch(contacts, list, set, clock).ApplyAsync([.. bucket], results, cancellation));
        return results;
    }
}
