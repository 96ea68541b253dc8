using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>Follows contacts whose key was changed: links in mails that were sent before name the old one.</summary>
public sealed class ContactForwards(TableServiceClient tables)
{
    // A person's key changes a few times in a life; more is a loop that somebody made by hand.
    private const int MostSteps = 32;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The identities that a contact had after this one, the last one being its own now; empty when it never changed.</summary>
    public async Task<IReadOnlyList<ContactId>> AfterAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var after = new List<ContactId>();
        while (after.Count < MostSteps && await FindAsync(list, id, cancellationToken) is { } forward && !after.Contains(forward.To))
            after.Add(id = forward.To);
        return after;
    }

    /// <summary>The contact's identity now.</summary>
    public async Task<ContactId> CurrentAsync(ContactList list, ContactId id, CancellationToken cancellationToken) =>
        await AfterAsync(list, id, cancellationToken) is [.., var last] ? last : id;

    internal async Task<ContactForward?> FindAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, id), ContactKeys.Forward(id), cancellationToken: cancellationToken);
        return row.HasValue ? ContactForward.Of(row.Value!) : null;
    }
}
