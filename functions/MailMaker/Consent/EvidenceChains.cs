using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>Reads the evidence of whole buckets, contact by contact.</summary>
public sealed class EvidenceChains(TableServiceClient tables)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The chains of a bucket in the order of contacts. One contact's is in memory at a time.</summary>
    public async IAsyncEnumerable<ContactChain> OfBucketAsync(ContactList list, int bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
        string from = ContactKeys.EvidenceKind, to = from + "~";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}");
        var (contact, entries) = (default(ContactId), new List<EvidenceEntry>());
        await foreach (var row in contacts.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (!ContactId.TryParse(row.RowKey.AsSpan(from.Length, ContactId.TextLength), out var id))
                continue;
            if (id != contact && entries.Count > 0)
            {
                yield return new ContactChain(contact, entries);
                entries = [];
            }

            contact = id;
            entries.Add(EvidenceStore.Of(row));
        }

        if (entries.Count > 0)
            yield return new ContactChain(contact, entries);
    }
}
