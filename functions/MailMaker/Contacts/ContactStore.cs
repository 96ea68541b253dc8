using System.Globalization;
using Azure;
using Azure.Data.Tables;
using MailMaker.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>Single contacts, and lists of them in pages, in the table <c>Contacts</c>.</summary>
public sealed class ContactStore(TableServiceClient tables, TimeProvider clock)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The contact; null when there is none.</summary>
    public async Task<StoredContact?> FindAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var found = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, id), ContactKeys.Contact(id), cancellationToken: cancellationToken);
        return found.HasValue ? Of(found.Value!) : null;
    }

    /// <summary>Writes a contact. Its row hash is cleared, so that the next file is compared with it field by field.</summary>
    /// <param name="list">The list.</param>
    /// <param name="id">Who.</param>
    /// <param name="key">The key in canonical form.</param>
    /// <param name="fields">All fields, as kept.</param>
    /// <param name="tag">The ETag that was read; null to make a new one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False when somebody else wrote first: read again and decide again.</returns>
    public async Task<bool> WriteAsync(ContactList list, ContactId id, string key, byte[] fields, ETag? tag, CancellationToken cancellationToken)
    {
        var before = tag is null ? null : await FindAsync(list, id, cancellationToken);
        if (tag is not null && before?.Tag != tag)
            return false;
        List<TableTransactionAction> actions = [ContactWrites.Write(list, id, key, fields, tag, clock.GetUtcNow())];
        actions.AddRange(AddressIndex.Changes(list, id, before?.Fields, fields));
        return await contacts.TrySubmitWithIndexAsync(actions, cancellationToken);
    }

    /// <summary>
    /// Removes a contact and changes its send state in the same transaction, so that a hand-over that was decided before is not claimed. A
    /// goodbye stays.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, id);
        while (await FindAsync(list, id, cancellationToken) is { } existing)
        {
            List<TableTransactionAction> actions =
            [
                new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Contact(id)), existing.Tag),
                new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(partition, id, clock.GetUtcNow())),
            ];
            actions.AddRange(AddressIndex.Changes(list, id, existing.Fields, default));
            if (await contacts.TrySubmitWithIndexAsync(actions, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>A page of contacts, bucket by bucket.</summary>
    /// <param name="list">The list.</param>
    /// <param name="most">Contacts on the page, 1 to 1,000.</param>
    /// <param name="continuation">What the page before said; null for the first.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The page; null when the continuation is none of ours.</returns>
    public async Task<ContactPage?> PageAsync(ContactList list, int most, string? continuation, CancellationToken cancellationToken)
    {
        var after = "";
        var bucket = 0;
        if (!string.IsNullOrEmpty(continuation) && !TryRead(continuation, list.Buckets, out bucket, out after))
            return null;
        var page = new List<StoredContact>(most);
        for (; bucket < list.Buckets; bucket++, after = "")
        {
            var partition = ContactKeys.Partition(list.Account, list.Name, bucket);
            string from = ContactKeys.ContactKind + after, to = ContactKeys.ContactKind + "~";
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {from} and RowKey le {to}");
            await foreach (var row in contacts.QueryAsync<TableEntity>(filter, maxPerPage: most - page.Count, cancellationToken: cancellationToken))
            {
                page.Add(Of(row));
                if (page.Count == most)
                    return new ContactPage(page, string.Create(CultureInfo.InvariantCulture, $"{bucket:D4}-{row.RowKey[2..]}"));
            }
        }

        return new ContactPage(page, null);
    }

    private static bool TryRead(string continuation, int buckets, out int bucket, out string after)
    {
        after = "";
        bucket = 0;
        if (continuation.Length != 5 + ContactId.TextLength || continuation[4] != '-' || !ContactId.TryParse(continuation.AsSpan(5), out _)
            || !int.TryParse(continuation.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out bucket) || bucket >= buckets)
            return false;
        after = continuation[5..];
        return true;
    }

    private static StoredContact Of(TableEntity row) => new(row.GetString("Key") ?? "", row.GetBinary("Fields") ?? [], row.ETag);
}
