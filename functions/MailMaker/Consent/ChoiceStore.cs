using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>What persons chose themselves (how often, which purposes): kept beside the contact, and laid over whatever files and calls say later.</summary>
public sealed class ChoiceStore(TableServiceClient tables, ContactStore store, EvidenceStore evidence, TimeProvider clock)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The fields that the person chose, as kept; empty when none.</summary>
    public async Task<byte[]> FindAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var found = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, id), ContactKeys.Choices(id), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.GetBinary("Fields") ?? [] : [];
    }

    /// <summary>Sets choices, changes the contact by them, and appends the evidence, in one transaction. Choices that are made already change nothing.</summary>
    /// <param name="list">The list.</param>
    /// <param name="id">The contact; one that is not on the list (any more) keeps its choices for when it is.</param>
    /// <param name="chosen">Fields of <see cref="BuiltInFields.OfConsent"/> or the language, with their canonical values.</param>
    /// <param name="source">Through which door.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> SetAsync(
        ContactList list, ContactId id, IReadOnlyDictionary<string, string> chosen, ConsentSource source, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await FindAsync(list, id, cancellationToken);
            var existing = await store.FindAsync(list, id, cancellationToken);
            var chain = await evidence.ReadAsync(list, id, cancellationToken);
            if (Actions(list, id, chosen, source, before, existing, chain) is not { } actions)
                return false;
            try
            {
                await contacts.SubmitTransactionAsync(actions, cancellationToken);
                return true;
            }
            catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Somebody wrote in between. The evidence's number guards the choices too.
            }
        }
    }

    private List<TableTransactionAction>? Actions(
        ContactList list, ContactId id, IReadOnlyDictionary<string, string> chosen, ConsentSource source, byte[] before, StoredContact? existing,
        IReadOnlyList<EvidenceEntry> chain)
    {
        var now = clock.GetUtcNow();
        var order = new FieldOrder(list);
        var names = chosen.Keys.ToHashSet();
        var values = FieldsJson.Write(order, chosen);
        if (MergeContact.Decide(order, before.Length == 0 ? "{}"u8 : before, names, values) is not MergeDecision.Changed choices)
            return null;
        var row = new TableEntity(ContactKeys.Partition(list, id), ContactKeys.Choices(id)) { ["Fields"] = choices.Fields };
        var happened = new ConsentEvent { Kind = ConsentEventKind.ChoiceMade, At = now, Source = source, Fields = chosen };
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpsertReplace, row),
            EvidenceStore.Append(list, id, chain, happened),
            new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(row.PartitionKey, id, now)),
        ];
        if (existing is not null && MergeContact.Decide(order, existing.Fields, names, values) is MergeDecision.Changed contact)
            actions.Add(ContactWrites.Write(list, id, existing.Key, contact.Fields, existing.Tag, now));
        return actions;
    }
}
