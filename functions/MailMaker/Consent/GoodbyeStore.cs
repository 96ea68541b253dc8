using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>Goodbyes in the table <c>Contacts</c>. Every way of leaving comes together here.</summary>
public sealed class GoodbyeStore(TableServiceClient tables)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>
    /// Records a goodbye and, in the same transaction, changes the contact's send state, so that a claim that was decided before it fails (see
    /// docs/decisions/0003-opt-out-and-claims.md). The first goodbye stays; a later one changes nothing.
    /// </summary>
    /// <returns>Whether this was the first one.</returns>
    public async Task<bool> RecordAsync(ContactList list, ContactId contact, Goodbye goodbye, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, contact);
        var left = new TableEntity(partition, ContactKeys.Goodbye(contact))
        {
            ["Reason"] = goodbye.Reason.ToString(),
            ["At"] = goodbye.At,
            ["Campaign"] = goodbye.Campaign,
        };
        var bump = new TableEntity(partition, ContactKeys.SendState(contact)) { ["Bump"] = goodbye.At.UtcTicks };
        try
        {
            await contacts.SubmitTransactionAsync(
                [new(TableTransactionActionType.Add, left), new(TableTransactionActionType.UpsertMerge, bump)], cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status == 409)
        {
            // Said before, or written by an attempt of ours whose answer was lost: either way both rows are there.
            return false;
        }
    }

    /// <summary>Whether the person has left.</summary>
    public async Task<bool> HasLeftAsync(ContactList list, ContactId contact, CancellationToken cancellationToken) =>
        (await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, contact), ContactKeys.Goodbye(contact), ["RowKey"], cancellationToken)).HasValue;
}
