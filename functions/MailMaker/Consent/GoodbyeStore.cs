using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>Goodbyes in the table <c>Contacts</c>. Every way of leaving comes together here.</summary>
public sealed class GoodbyeStore(TableServiceClient tables, EvidenceStore evidence)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>
    /// Records a goodbye and, in the same transaction, its evidence and a change of the contact's send state, so that a claim that was decided before it fails (see
    /// docs/decisions/0003-opt-out-and-claims.md). The first goodbye stays; a later one changes nothing.
    /// </summary>
    /// <returns>Whether this was the first one.</returns>
    public async Task<bool> RecordAsync(ContactList list, ContactId contact, Goodbye goodbye, ConsentSource source, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chain = await evidence.ReadAsync(list, contact, cancellationToken);
            try
            {
                await contacts.SubmitTransactionAsync(Actions(list, contact, goodbye, source, chain), cancellationToken);
                return true;
            }
            catch (TableTransactionFailedException e) when (e.Status == 409)
            {
                // Said before, or written by an attempt of ours whose answer was lost. Else somebody else appended evidence in between.
                if (await HasLeftAsync(list, contact, cancellationToken))
                    return false;
            }
        }
    }

    /// <summary>The person's goodbye; null when it was never said, or taken back.</summary>
    public async Task<Goodbye?> FindAsync(ContactList list, ContactId contact, CancellationToken cancellationToken)
    {
        var found = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, contact), ContactKeys.Goodbye(contact), cancellationToken: cancellationToken);
        return found.HasValue ? Of(found.Value!) : null;
    }

    /// <summary>Whether the person has left.</summary>
    public async Task<bool> HasLeftAsync(ContactList list, ContactId contact, CancellationToken cancellationToken) =>
        (await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, contact), ContactKeys.Goodbye(contact), ["RowKey"], cancellationToken)).HasValue;

    /// <summary>Reads a goodbye's row.</summary>
    public static Goodbye Of(TableEntity row) => new(
        Enum.TryParse<GoodbyeReason>(row.GetString("Reason"), out var reason) ? reason : GoodbyeReason.Client,
        row.GetDateTimeOffset("At") ?? DateTimeOffset.UnixEpoch,
        row.GetString("Campaign"));

    /// <summary>The transaction of a goodbye: three actions on one contact.</summary>
    public static IReadOnlyList<TableTransactionAction> Actions(
        ContactList list, ContactId contact, Goodbye goodbye, ConsentSource source, IReadOnlyList<EvidenceEntry> chain)
    {
        var partition = ContactKeys.Partition(list, contact);
        var left = new TableEntity(partition, ContactKeys.Goodbye(contact))
        {
            ["Reason"] = goodbye.Reason.ToString(),
            ["At"] = goodbye.At,
            ["Campaign"] = goodbye.Campaign,
        };
        var happened = new ConsentEvent
        {
            Kind = ConsentEventKind.Left, At = goodbye.At, Source = source, Campaign = goodbye.Campaign, Note = goodbye.Reason.ToString(),
        };
        return
        [
            new(TableTransactionActionType.Add, left),
            new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(partition, contact, goodbye.At)),
            EvidenceStore.Append(list, contact, chain, happened),
        ];
    }
}
