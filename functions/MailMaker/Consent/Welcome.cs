using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.Consent;

/// <summary>The only way back in: the person's own confirmation. It outweighs a goodbye, an erasure, and an address that bounced; not a complaint, and not what the account decided.</summary>
public sealed class Welcome(
    TableServiceClient tables, ContactStore store, EvidenceStore evidence, GoodbyeStore goodbyes, SuppressionStore suppressions, AddressHashes hashes, TimeProvider clock)
{
    private static readonly string[] Addresses = [BuiltInFields.Email, BuiltInFields.Mobile];
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Writes the contact, its evidence, and the end of a goodbye in one transaction, then ends the suppressions. Run again, it changes nothing more.</summary>
    /// <param name="list">The list.</param>
    /// <param name="id">The contact.</param>
    /// <param name="key">Its key in canonical form.</param>
    /// <param name="supplied">The names of the fields that the person supplied.</param>
    /// <param name="values">Their values, as kept.</param>
    /// <param name="happened">The confirmation; its <see cref="ConsentSource.Reference"/> tells one confirmation from the next.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ConfirmAsync(
        ContactList list, ContactId id, string key, IReadOnlySet<string> supplied, byte[] values, ConsentEvent happened, CancellationToken cancellationToken)
    {
        while (!await TryConfirmAsync(list, id, key, supplied, values, happened, cancellationToken))
        {
        }

        await EndSuppressionsAsync(list, values, happened, cancellationToken);
    }

    private async Task<bool> TryConfirmAsync(
        ContactList list, ContactId id, string key, IReadOnlySet<string> supplied, byte[] values, ConsentEvent happened, CancellationToken cancellationToken)
    {
        var chain = await evidence.ReadAsync(list, id, cancellationToken);
        // Confirmed before by the same link: the second click is harmless, also after a goodbye that came in between.
        if (chain.Any(e => e.Event is { Kind: ConsentEventKind.Confirmed } earlier && earlier.Source.Reference == happened.Source.Reference))
            return true;
        var existing = await store.FindAsync(list, id, cancellationToken);
        var merged = MergeContact.Decide(new FieldOrder(list), existing?.Fields ?? "{}"u8, supplied, values);
        var fields = merged is MergeDecision.Changed changed ? changed.Fields : existing?.Fields ?? values;
        List<TableTransactionAction> actions = [ContactWrites.Write(list, id, key, fields, existing?.Tag, clock.GetUtcNow())];
        actions.AddRange(AddressIndex.Changes(list, id, existing?.Fields, fields));
        actions.Add(EvidenceStore.Append(list, id, chain, happened));
        var partition = ContactKeys.Partition(list, id);
        if (await goodbyes.HasLeftAsync(list, id, cancellationToken))
            actions.Add(new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Goodbye(id)), Azure.ETag.All));
        return await contacts.TrySubmitWithIndexAsync(actions, cancellationToken);
    }

    private async Task EndSuppressionsAsync(ContactList list, byte[] values, ConsentEvent happened, CancellationToken cancellationToken)
    {
        await suppressions.UneraseAsync(list.Account, ErasedValues.HashesOf(hashes, list, values), happened.RequestedAt ?? happened.At, cancellationToken);
        foreach (var address in Addresses.Select(f => FieldsJson.ValueOf(values, f)))
        {
            if (string.IsNullOrEmpty(address))
                continue;
            foreach (var scope in (string?[])[list.Name, null])
            {
                if (await suppressions.FindAsync(list.Account, scope, address, cancellationToken) is { EndsByConfirmation: true })
                    await suppressions.RemoveAsync(list.Account, scope, address, "confirmed by the person", happened.At, cancellationToken);
            }
        }
    }
}
