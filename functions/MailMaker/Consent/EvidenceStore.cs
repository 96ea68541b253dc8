using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>The chains of evidence, beside the contacts that they are of: what is proved changes in the same transaction as what it proves.</summary>
public sealed class EvidenceStore(TableServiceClient tables)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>A contact's chain, oldest first; empty when there is none.</summary>
    public async Task<IReadOnlyList<EvidenceEntry>> ReadAsync(ContactList list, ContactId contact, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, contact);
        string from = ContactKeys.Evidence(contact, 0), to = ContactKeys.Evidence(contact, 999_999);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}");
        var chain = new List<EvidenceEntry>();
        await foreach (var row in contacts.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            chain.Add(Of(row));
        return chain;
    }

    /// <summary>The action that appends to a chain. It fails with 409 when somebody else appended first: read again and decide again.</summary>
    /// <param name="list">The list.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="chain">The chain as read.</param>
    /// <param name="happened">What happened.</param>
    public static TableTransactionAction Append(ContactList list, ContactId contact, IReadOnlyList<EvidenceEntry> chain, ConsentEvent happened) =>
        Add(ContactKeys.Partition(list, contact), contact, EvidenceChain.Append(chain.Count == 0 ? null : chain[^1], happened));

    /// <summary>The action that writes an entry as it is, as when a chain moves with its contact.</summary>
    public static TableTransactionAction Add(string partition, ContactId contact, EvidenceEntry entry) => new(
        TableTransactionActionType.Add,
        new TableEntity(partition, ContactKeys.Evidence(contact, entry.Number))
        {
            [nameof(entry.Number)] = entry.Number, [nameof(entry.Previous)] = entry.Previous, [nameof(entry.Hash)] = entry.Hash, [nameof(entry.Json)] = entry.Json,
        });

    /// <summary>Appends to a chain by itself.</summary>
    public async Task RecordAsync(ContactList list, ContactId contact, ConsentEvent happened, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chain = await ReadAsync(list, contact, cancellationToken);
            try
            {
                await contacts.SubmitTransactionAsync([Append(list, contact, chain, happened)], cancellationToken);
                return;
            }
            catch (TableTransactionFailedException e) when (e.Status == 409)
            {
                // Somebody else appended in between.
            }
        }
    }

    /// <summary>Reads a row of evidence.</summary>
    public static EvidenceEntry Of(TableEntity row) => new(
        row.GetInt32(nameof(EvidenceEntry.Number)) ?? 0,
        row.GetBinary(nameof(EvidenceEntry.Previous)) ?? [],
        row.GetBinary(nameof(EvidenceEntry.Hash)) ?? [],
        row.GetBinary(nameof(EvidenceEntry.Json)) ?? []);
}
