using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Hosting;

namespace MailMaker.Contacts;

/// <summary>
/// The rows that lead from an address to the contacts that have it. An address that is the list's key needs none, since the contact's identity is made of it. Whoever
/// writes or removes a contact adds these actions to the same transaction; an import writes those of new contacts just before them. So a contact is always found, and what
/// is found is looked at before it is believed.
/// </summary>
public static class AddressIndex
{
    /// <summary>The most actions that one change of a contact can need.</summary>
    public const int MostActions = 4;

    /// <summary>The changes of the index that go with a change of a contact.</summary>
    /// <param name="list">The list.</param>
    /// <param name="id">The contact.</param>
    /// <param name="before">The fields as kept before; empty for a new contact.</param>
    /// <param name="after">The fields as kept from now on; empty for a removed contact.</param>
    public static IEnumerable<TableTransactionAction> Changes(ContactList list, ContactId id, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var partition = ContactKeys.Partition(list, id);
        if (list.Key != KeyKind.Email && Change(BuiltInFields.Email, before, after) is { } email)
        {
            foreach (var action in Actions(partition, id, KeyKind.Email, email))
                yield return action;
        }

        if (list.Key != KeyKind.Mobile && Change(BuiltInFields.Mobile, before, after) is { } mobile)
        {
            foreach (var action in Actions(partition, id, KeyKind.Mobile, mobile))
                yield return action;
        }
    }

    /// <summary>Adds the index rows of a new contact to others.</summary>
    public static void Collect(List<IndexedAddress> rows, ContactList list, ContactId id, ReadOnlySpan<byte> fields)
    {
        Collect(rows, list, id, KeyKind.Email, FieldsJson.ValueOf(fields, BuiltInFields.Email));
        Collect(rows, list, id, KeyKind.Mobile, FieldsJson.ValueOf(fields, BuiltInFields.Mobile));
    }

    /// <summary>The write of an index row, whether it is there or not.</summary>
    public static TableTransactionAction Write(string partition, IndexedAddress row) =>
        new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, ContactKeys.Address(row.Address, row.Contact)));

    private static void Collect(List<IndexedAddress> rows, ContactList list, ContactId id, KeyKind kind, string? address)
    {
        if (list.Key != kind && !string.IsNullOrEmpty(address))
            rows.Add(new IndexedAddress(ContactId.Of(kind, address), id));
    }

    /// <summary>Sends a transaction that may hold changes of the index: a row that is to go and is not there is no reason to refuse the rest.</summary>
    /// <exception cref="TableTransactionFailedException">Any other refusal; nothing was done.</exception>
    public static async Task<Response<IReadOnlyList<Response>>> SubmitWithIndexAsync(
        this TableClient contacts, List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await contacts.SubmitTransactionAsync(actions, cancellationToken);
            }
            catch (TableTransactionFailedException e) when (
                e is { Status: 404, FailedTransactionActionIndex: { } failed } && IsRemoval(actions[failed]))
            {
                actions.RemoveAt(failed);
            }
        }
    }

    /// <summary>The same of what is guarded by what was read before it.</summary>
    /// <returns>Whether it is written; not when somebody else wrote first.</returns>
    public static async Task<bool> TrySubmitWithIndexAsync(this TableClient contacts, List<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await contacts.SubmitWithIndexAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (GuardedWrites.WasBeaten(e))
        {
            return false;
        }
    }

    private static bool IsRemoval(TableTransactionAction action) =>
        action.ActionType == TableTransactionActionType.Delete && action.Entity.RowKey.StartsWith(ContactKeys.AddressKind, StringComparison.Ordinal);

    private static (string From, string To)? Change(string field, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var (from, to) = (ValueOf(before, field), ValueOf(after, field));
        return from == to ? null : (from, to);
    }

    private static string ValueOf(ReadOnlyMemory<byte> fields, string field) => fields.IsEmpty ? "" : FieldsJson.ValueOf(fields.Span, field) ?? "";

    private static IEnumerable<TableTransactionAction> Actions(string partition, ContactId id, KeyKind kind, (string From, string To) change)
    {
        if (change.From.Length > 0)
            yield return new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Address(ContactId.Of(kind, change.From), id)), ETag.All);
        if (change.To.Length > 0)
            yield return Write(partition, new IndexedAddress(ContactId.Of(kind, change.To), id));
    }
}
