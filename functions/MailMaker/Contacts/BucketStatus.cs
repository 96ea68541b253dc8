using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.Contacts;

/// <summary>The contacts of a bucket, each with its status: contacts, goodbyes and evidence are all in key order, so three ranges are read side by side.</summary>
internal static class BucketStatus
{
    /// <summary>Reads them in key order.</summary>
    public static async IAsyncEnumerable<(TableEntity Row, ContactStatus Status)> ReadAsync(
        TableClient contacts, ContactList list, int bucket, SuppressionSet suppressed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        await using var goodbyes = ContactRange.OfKindAsync(contacts, partition, ContactKeys.GoodbyeKind, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var evidence = ContactRange.OfKindAsync(contacts, partition, ContactKeys.EvidenceKind, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasGoodbye = await goodbyes.MoveNextAsync();
        var hasEvidence = await evidence.MoveNextAsync();
        await foreach (var row in ContactRange.OfKindAsync(contacts, partition, ContactKeys.ContactKind, cancellationToken))
        {
            var id = row.RowKey[ContactKeys.ContactKind.Length..];
            while (hasGoodbye && string.CompareOrdinal(IdIn(goodbyes.Current), id) < 0)
                hasGoodbye = await goodbyes.MoveNextAsync();
            var left = hasGoodbye && IdIn(goodbyes.Current) == id ? GoodbyeStore.Of(goodbyes.Current) : null;
            while (hasEvidence && string.CompareOrdinal(IdIn(evidence.Current), id) < 0)
                hasEvidence = await evidence.MoveNextAsync();
            ConsentEvent? agreed = null;
            for (; hasEvidence && IdIn(evidence.Current) == id; hasEvidence = await evidence.MoveNextAsync())
                agreed = Agreement(evidence.Current) ?? agreed;
            yield return (row, new ContactStatus(left, Suppressed(row, list, suppressed), agreed));
        }
    }

    private static string IdIn(TableEntity row) => row.RowKey.Substring(2, ContactId.TextLength);

    private static ConsentEvent? Agreement(TableEntity row) =>
        EvidenceStore.Of(row).Event is { Kind: ConsentEventKind.Confirmed or ConsentEventKind.OptedIn or ConsentEventKind.Resubscribed } agreed ? agreed : null;

    private static SuppressionReason? Suppressed(TableEntity row, ContactList list, SuppressionSet suppressed)
    {
        if (suppressed.IsEmpty)
            return null;
        var fields = row.GetBinary("Fields") ?? [];
        return Find(BuiltInFields.Email) ?? Find(BuiltInFields.Mobile);

        SuppressionReason? Find(string field) => FieldsJson.ValueOf(fields, field) is { Length: > 0 } address ? suppressed.Find(list.Name, address) : null;
    }
}
