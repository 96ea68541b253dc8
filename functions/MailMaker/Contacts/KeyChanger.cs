using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Lists;
using MailMaker.Suppressions;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contacts;

/// <summary>Changes a contact's key. The contact keeps its consent, goodbye, choices, evidence and what was sent to it.</summary>
public sealed class KeyChanger(
    TableServiceClient tables, ContactStore store, ContactForwards forwards, ContactMover mover, SuppressedAddresses suppressed, CampaignsOfList campaigns, AddressHashes hashes,
    TimeProvider clock)
{
    private const int MostAttempts = 10;
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Changes the key and the other fields that the body has. Asked again, it finds its work done.</summary>
    /// <param name="list">The list.</param>
    /// <param name="id">The contact under its old key.</param>
    /// <param name="body">What is supplied; it has a new key.</param>
    /// <param name="orchestrations">Where the end of a move that breaks off is ensured.</param>
    /// <param name="cancellationToken">Stops the work before it begins.</param>
    public async Task<KeyChangeOutcome> ChangeAsync(
        ContactList list, ContactId id, ContactBody body, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var to = ContactId.Of(list.Key, body.NewKey);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var rows = await ContactRows.ReadAsync(contacts, list, id, cancellationToken);
            if (rows.Contact is not { } contact)
                return await AgainAsync(list, id, to, cancellationToken);
            if (await store.FindAsync(list, to, cancellationToken) is not null)
                return new KeyChangeOutcome.NotNow("There is a contact with the new key already.");
            if (await campaigns.FindPlanningAsync(list.Account, list.Name, cancellationToken) is not null)
                return new KeyChangeOutcome.NotNow("A campaign is fixing its audience and might take the contact twice. Try again in a minute.");
            var set = await suppressed.CurrentAsync(list.Account, cancellationToken);
            switch (new ContactChange(list).Decide(ContactOperation.Patch, contact.Fields, body, rows.Standing(set, list, contact.Fields, body.Values)))
            {
                case ContactDecision.Updated updated:
                    await KeyChange.EnsureAsync(list, id, clock.GetUtcNow(), orchestrations, cancellationToken);
                    // From here to the end whatever the caller does: broken off in between, the contact would be on the list under neither key.
                    if (await mover.BeginAsync(list, id, contact, Forward(list, to, contact, body, updated), CancellationToken.None))
                        return await EndAsync(list, id, to, CancellationToken.None);
                    break;
                case ContactDecision.TooLarge:
                    return new KeyChangeOutcome.Refused(new Problem("", "With what the contact has already, its fields are longer than 60,000 bytes."));
                default:
                    return new KeyChangeOutcome.Refused(
                        new Problem("/" + HeaderMap.KeyField(list.Key), "belongs to a person who had everything about itself erased. Only its own confirmation brings it back."));
            }
        }

        return new KeyChangeOutcome.NotNow("Somebody else keeps changing the contact. Try again.");
    }

    private ContactForward Forward(ContactList list, ContactId to, StoredContact contact, ContactBody body, ContactDecision.Updated updated) =>
        new(to, clock.GetUtcNow(), body.NewKey, updated.Fields, hashes.Of(list.Account, list.Name, HeaderMap.KeyField(list.Key), contact.Key));

    // The same change was asked for before, and its answer was lost or its move broke off.
    private async Task<KeyChangeOutcome> AgainAsync(ContactList list, ContactId id, ContactId to, CancellationToken cancellationToken) =>
        await forwards.FindAsync(list, id, cancellationToken) is { } forward && forward.To == to
            ? await EndAsync(list, id, to, cancellationToken)
            : new KeyChangeOutcome.Missing();

    private async Task<KeyChangeOutcome> EndAsync(ContactList list, ContactId id, ContactId to, CancellationToken cancellationToken)
    {
        await mover.FinishAsync(list, id, cancellationToken);
        return await store.FindAsync(list, to, cancellationToken) is { } moved ? new KeyChangeOutcome.Changed(moved) : new KeyChangeOutcome.Missing();
    }
}
