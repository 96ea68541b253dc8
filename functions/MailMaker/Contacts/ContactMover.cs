using Azure;
using Azure.Data.Tables;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>
/// Moves a contact to the partition of its new key, in steps that can each be run again: docs/decisions/0017-changing-a-key.md says why in this order.
/// </summary>
public sealed class ContactMover(TableServiceClient tables, ContactForwards forwards, EvidenceStore evidence, GoodbyeStore goodbyes)
{
    // Entries of evidence that one transaction takes: 100 actions, 4 MiB.
    private const int MostEntries = 50;

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>
    /// Takes the contact off its old key and notes what is to be written under the new one. A goodbye is there before, so that nobody who left is ever on
    /// the list without it.
    /// </summary>
    /// <returns>False when somebody changed the contact in between: read and decide again.</returns>
    internal async Task<bool> BeginAsync(ContactList list, ContactId from, StoredContact contact, ContactForward forward, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, from);
        // Read before the goodbye: one that is said after it was read changes the send state, and the transaction fails.
        var state = await contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.SendState(from), ["RowKey"], cancellationToken);
        if (await goodbyes.FindAsync(list, from, cancellationToken) is { } left)
            await CopyGoodbyeAsync(list, forward.To, left, cancellationToken);
        var bump = SendStateBump.Of(partition, from, forward.At);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Contact(from)), contact.Tag),
            state.HasValue ? new(TableTransactionActionType.UpdateMerge, bump, state.Value!.ETag) : new(TableTransactionActionType.Add, bump),
            forward.Write(list, from),
            .. AddressIndex.Changes(list, from, contact.Fields, default),
        ];
        return await SubmitAsync(actions, cancellationToken);
    }

    /// <summary>Ends a move, from wherever an earlier run left off.</summary>
    public async Task FinishAsync(ContactList list, ContactId from, CancellationToken cancellationToken)
    {
        if (await forwards.FindAsync(list, from, cancellationToken) is not { Key: { } key, Fields: { } fields } forward)
            return;
        if (await goodbyes.FindAsync(list, from, cancellationToken) is { } left)
            await CopyGoodbyeAsync(list, forward.To, left, cancellationToken);
        while (!await TryCopySendStateAsync(list, from, forward.To, cancellationToken))
        {
        }

        await CopyChoicesAsync(list, from, forward.To, cancellationToken);
        while (!await TryCopyEvidenceAsync(list, from, forward.To, cancellationToken))
        {
        }

        while (!await TryWriteContactAsync(list, from, forward, key, fields, cancellationToken))
        {
        }

        await ClearAsync(list, from, forward, cancellationToken);
    }

    private async Task CopyGoodbyeAsync(ContactList list, ContactId to, Goodbye left, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, to);
        var row = new TableEntity(partition, ContactKeys.Goodbye(to)) { ["Reason"] = left.Reason.ToString(), ["At"] = left.At, ["Campaign"] = left.Campaign };
        // One that was said to the new key already stays as it is.
        await SubmitAsync(
            [new(TableTransactionActionType.Add, row), new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(partition, to, left.At))], cancellationToken);
    }

    // Caps and a claim under way go with the contact: who says goodbye under the new key waits for a hand-over that began under the old one.
    private async Task<bool> TryCopySendStateAsync(ContactList list, ContactId from, ContactId to, CancellationToken cancellationToken)
    {
        if (await SendStateAsync(list, from, cancellationToken) is not { } old)
            return true;
        var state = await SendStateAsync(list, to, cancellationToken) ?? SendState.None;
        return await SubmitAsync(
            [state.Replace(ContactKeys.Partition(list, to), to, state.History.Merge(old.History), old.ClaimedUntil)], cancellationToken);
    }

    private async Task<SendState?> SendStateAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, id), ContactKeys.SendState(id), cancellationToken: cancellationToken);
        return row.HasValue ? SendState.Of(row.Value!) : null;
    }

    private async Task CopyChoicesAsync(ContactList list, ContactId from, ContactId to, CancellationToken cancellationToken)
    {
        var old = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, from), ContactKeys.Choices(from), cancellationToken: cancellationToken);
        if (!old.HasValue)
            return;
        var row = new TableEntity(ContactKeys.Partition(list, to), ContactKeys.Choices(to)) { ["Fields"] = old.Value!.GetBinary("Fields") };
        // Choices made under the new key in the meantime are the later ones.
        await SubmitAsync([new(TableTransactionActionType.Add, row)], cancellationToken);
    }

    private async Task<bool> TryCopyEvidenceAsync(ContactList list, ContactId from, ContactId to, CancellationToken cancellationToken)
    {
        var old = await evidence.ReadAsync(list, from, cancellationToken);
        var chain = (await evidence.ReadAsync(list, to, cancellationToken)).ToList();
        var known = chain.Select(e => Convert.ToBase64String(e.Json)).ToHashSet();
        foreach (var entries in old.Where(e => !known.Contains(Convert.ToBase64String(e.Json))).Chunk(MostEntries))
        {
            var actions = new List<TableTransactionAction>();
            foreach (var entry in entries)
            {
                chain.Add(EvidenceChain.Append(chain.Count == 0 ? null : chain[^1], entry.Event));
                actions.Add(EvidenceStore.Add(ContactKeys.Partition(list, to), to, chain[^1]));
            }

            if (!await SubmitAsync(actions, cancellationToken))
                return false;
        }

        return true;
    }

    private async Task<bool> TryWriteContactAsync(
        ContactList list, ContactId from, ContactForward forward, string key, byte[] fields, CancellationToken cancellationToken)
    {
        var to = forward.To;
        var chain = await evidence.ReadAsync(list, to, cancellationToken);
        var happened = new ConsentEvent
        {
            Kind = ConsentEventKind.KeyChanged, At = forward.At, Source = new ConsentSource("api", Reference: from.ToString()),
        };
        // Written by an earlier run: what became of the contact since is none of this move's business.
        if (chain.Any(e => e.Event is { Kind: ConsentEventKind.KeyChanged } told && told.At == happened.At && told.Source.Reference == happened.Source.Reference))
            return true;
        var partition = ContactKeys.Partition(list, to);
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.Contact(to), cancellationToken: cancellationToken);
        var existing = row.HasValue ? row.Value!.GetBinary("Fields") ?? [] : null;
        // Somebody made a contact of the new key in between: what they said is later, what they did not say comes along.
        if (existing is not null
            && MergeContact.Decide(new FieldOrder(list), fields, FieldsJson.Names(existing).ToHashSet(), existing) is MergeDecision.Changed merged)
            fields = merged.Fields;
        List<TableTransactionAction> actions =
        [
            ContactWrites.Write(list, to, key, fields, row.HasValue ? row.Value!.ETag : null, forward.At),
            EvidenceStore.Append(list, to, chain, happened),
            .. AddressIndex.Changes(list, to, existing, fields),
        ];
        // The new key is one that was left before: it leads nowhere else any more.
        if (await forwards.FindAsync(list, to, cancellationToken) is not null)
            actions.Add(new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Forward(to)), ETag.All));
        return await SubmitAsync(actions, cancellationToken);
    }

    // The goodbye stays: an old file that brings the old key back finds it said. The forward loses what it held in clear, last.
    private async Task ClearAsync(ContactList list, ContactId from, ContactForward forward, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, from);
        foreach (var entry in await evidence.ReadAsync(list, from, cancellationToken))
            await contacts.DeleteEntityAsync(partition, ContactKeys.Evidence(from, entry.Number), ETag.All, cancellationToken);
        await contacts.DeleteEntityAsync(partition, ContactKeys.Choices(from), ETag.All, cancellationToken);
        await contacts.DeleteEntityAsync(partition, ContactKeys.SendState(from), ETag.All, cancellationToken);
        await SubmitAsync([(forward with { Key = null, Fields = null }).Write(list, from)], cancellationToken);
    }

    // False when somebody else wrote first.
    private Task<bool> SubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken) => contacts.TrySubmitWithIndexAsync(actions, cancellationToken);
}
