using Azure;
using Azure.Data.Tables;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Core.Notices;
using MailMaker.Core.Suppressions;
using MailMaker.Imports;
using MailMaker.SignUp;
using MailMaker.Suppressions;

namespace MailMaker.Persons;

/// <summary>
/// Erases a person from a list (GDPR art. 17): everything goes but keyed hashes of key and addresses, which keep a later file or call from bringing the person
/// back unasked. Can be run again after a crash at any point: docs/decisions/0018-erasing-a-person.md.
/// </summary>
public sealed class PersonEraser(
    TableServiceClient tables, SuppressionStore suppressions, AddressHashes hashes, RunningClaims claims, ContactForwards forwards, PersonIdentities identities, PersonSends sends, PersonTracks tracks, RejectedPersons rejects,
    ImportTraces imports, AddressClaims reached, PendingStore signUps, ControllerNotices notices, TimeProvider clock)
{
    private static readonly string[] Beside =
    [
        ContactKeys.SendStateKind, ContactKeys.GoodbyeKind, ContactKeys.ForwardKind, ContactKeys.ChoicesKind, ContactKeys.EvidenceKind,
    ];

    private static readonly string[] Values = [BuiltInFields.Fkey, BuiltInFields.Email, BuiltInFields.Mobile];
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Erases the person with a key.</summary>
    /// <param name="list">The list.</param>
    /// <param name="key">The key in canonical form; nobody needs to be there by it.</param>
    /// <param name="cancellationToken">Stops the work; what is left is done by asking again.</param>
    public async Task<Erasure> EraseAsync(ContactList list, string key, CancellationToken cancellationToken)
    {
        var id = ContactId.Of(list.Key, key);
        var all = await identities.OfAsync(list, id, cancellationToken);
        // First, and also when there is no contact: nobody comes back by the key, not by a confirmation that is under way at this moment either.
        await RememberAsync(list, [(HeaderMap.KeyField(list.Key), key)], cancellationToken);
        await ForgetSignUpsAsync(list, [key], cancellationToken);
        var removed = 0;
        var values = new List<string> { key };
        while (await ContactAsync(list, id, cancellationToken) is { } contact)
        {
            values = [.. ValuesOf(contact.Fields).Select(v => v.Value)];
            await RememberAsync(list, ValuesOf(contact.Fields), cancellationToken);
            // As long as the contact says which address they have.
            await ForgetSignUpsAsync(list, values.Where(v => v != key), cancellationToken);
            if (!await RemoveAsync(list, id, contact, cancellationToken))
                continue;
            removed++;
            break;
        }

        // Nor by a key that the person had before.
        await RememberKeysAsync(list, all, cancellationToken);
        // A mail that is being handed over at this moment: afterwards no trace of it is needed.
        await claims.EndedAsync(list, id, cancellationToken);
        var campaigns = await sends.ForgetAsync(list, all, cancellationToken);
        var tracked = await tracks.ForgetAsync(list, all, cancellationToken);
        var fileRows = await rejects.RemoveAsync(list, values, cancellationToken);
        await imports.ForgetAsync(list, [.. all], values, cancellationToken);
        foreach (var value in values)
            await reached.ForgetAsync(list.Account, value, cancellationToken);
        // The rows that say who the person was before come last: asked again after a crash, they still do.
        var rows = new List<TableEntity>();
        foreach (var identity in all.Reverse())
            rows.AddRange(await RowsAsync(list, identity, cancellationToken));
        if (rows.Count > 0)
            await notices.TellAsync(list, PersonRight.Erasure, id, cancellationToken);
        foreach (var row in rows)
            await contacts.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        return new Erasure(list.Name, removed, rows.Count + tracked, campaigns, fileRows);
    }

    /// <summary>Remembers values by their keyed hashes alone, and takes the list's suppressions of them away, which name them in clear.</summary>
    public async Task RememberAsync(ContactList list, IReadOnlyList<(string Field, string Value)> values, CancellationToken cancellationToken)
    {
        List<UInt128> kept = [.. values.Select(v => hashes.Of(list.Account, list.Name, v.Field, v.Value))];
        // Suppressions of this list alone name the address in clear. Those of the account are the account's own, and hold for its other lists.
        List<(string? List, string Target)> cleared = [.. values.Where(v => v.Field != BuiltInFields.Fkey).Select(v => ((string?)list.Name, v.Value))];
        await suppressions.EraseAsync(list.Account, kept, cleared, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Removes the sign-ups with one of some values as address that nobody confirmed yet.</summary>
    public Task<int> ForgetSignUpsAsync(ContactList list, IEnumerable<string> values, CancellationToken cancellationToken) =>
        signUps.ForgetAsync(list.Account, list.Name, values.Where(v => v.Contains('@', StringComparison.Ordinal)), cancellationToken);

    private async Task RememberKeysAsync(ContactList list, IReadOnlyList<ContactId> all, CancellationToken cancellationToken)
    {
        foreach (var identity in all.Skip(1))
        {
            if (await forwards.FindAsync(list, identity, cancellationToken) is { } forward && forward.OldKeyHash != default)
                await suppressions.EraseAsync(list.Account, [forward.OldKeyHash], [], clock.GetUtcNow(), cancellationToken);
        }
    }

    private async Task<StoredContact?> ContactAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, id), ContactKeys.Contact(id), cancellationToken: cancellationToken);
        return row.HasValue ? new StoredContact(row.Value!.GetString("Key") ?? "", row.Value.GetBinary("Fields") ?? [], row.Value.ETag) : null;
    }

    // False when somebody wrote it in between: it may have other addresses now.
    private async Task<bool> RemoveAsync(ContactList list, ContactId id, StoredContact contact, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, id);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Contact(id)), contact.Tag),
            new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(partition, id, clock.GetUtcNow())),
            .. AddressIndex.Changes(list, id, contact.Fields, default),
        ];
        return await contacts.TrySubmitWithIndexAsync(actions, cancellationToken);
    }

    // In the order in which they are removed: the newest evidence first, then choices, send state and goodbye.
    private async Task<IEnumerable<TableEntity>> RowsAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, id);
        var rows = new List<TableEntity>();
        foreach (var kind in Beside)
        {
            string from = kind + id, to = from + "~";
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}");
            await foreach (var row in contacts.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
                rows.Add(row);
        }

        return rows.AsEnumerable().Reverse();
    }

    private static IReadOnlyList<(string Field, string Value)> ValuesOf(byte[] fields) =>
        [.. Values.Select(f => (f, FieldsJson.ValueOf(fields, f) ?? "")).Where(v => v.Item2.Length > 0)];
}
