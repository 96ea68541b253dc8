using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>
/// The rows that lead from an address to the contacts that have it. An address that is the list's key needs none, since the contact's identity is made of it. Whoever
/// writes or removes a contact adds these actions to the same transaction.
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
            yield return new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, ContactKeys.Address(ContactId.Of(kind, change.To), id)));
    }
}
