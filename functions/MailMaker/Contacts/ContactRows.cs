using Azure.Data.Tables;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.Contacts;

/// <summary>A contact with what outweighs a call: its goodbye and its own choices.</summary>
/// <param name="Contact">The contact; null when there is none.</param>
/// <param name="Left">The way by which the person left; null while it has not.</param>
/// <param name="Choices">What the person chose itself, as kept; null when nothing.</param>
internal sealed record ContactRows(StoredContact? Contact, GoodbyeReason? Left, byte[]? Choices)
{
    private static readonly string[] Values = [BuiltInFields.Fkey, BuiltInFields.Email, BuiltInFields.Mobile];

    /// <summary>Reads them, one point each: a batch has a few contacts of each bucket, and a range would be most of the bucket.</summary>
    public static async Task<ContactRows> ReadAsync(TableClient contacts, ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var partition = ContactKeys.Partition(list, id);
        var contact = contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.Contact(id), cancellationToken: cancellationToken);
        var left = contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.Goodbye(id), ["Reason"], cancellationToken);
        var choices = contacts.GetEntityIfExistsAsync<TableEntity>(partition, ContactKeys.Choices(id), ["Fields"], cancellationToken);
        await Task.WhenAll(contact, left, choices);
        return new ContactRows(
            (await contact) is { HasValue: true } row ? new StoredContact(row.Value!.GetString("Key") ?? "", row.Value.GetBinary("Fields") ?? [], row.Value.ETag) : null,
            (await left) is { HasValue: true } goodbye ? Enum.TryParse<GoodbyeReason>(goodbye.Value!.GetString("Reason"), out var reason) ? reason : GoodbyeReason.Client : null,
            (await choices) is { HasValue: true } chosen ? chosen.Value!.GetBinary("Fields") : null);
    }

    /// <summary>What is known of the person beside the contact's own row.</summary>
    /// <param name="suppressed">The account's suppressions.</param>
    /// <param name="list">The list.</param>
    /// <param name="fields">The contact's fields as they are; null when there is none.</param>
    /// <param name="values">What is supplied over them; null when nothing is.</param>
    public Standing Standing(SuppressionSet suppressed, ContactList list, byte[]? fields, byte[]? values)
    {
        var bar = Left switch
        {
            null => Bar.None,
            GoodbyeReason.Complaint or GoodbyeReason.AbuseMailbox => Bar.Complained,
            _ => Bar.Left,
        };
        if (suppressed.IsEmpty)
            return new Standing(bar, Choices);
        var isErased = false;
        foreach (var field in Values)
        {
            var value = values is null ? null : FieldsJson.ValueOf(values, field);
            value ??= fields is null ? null : FieldsJson.ValueOf(fields, field);
            if (string.IsNullOrEmpty(value))
                continue;
            isErased |= suppressed.IsErased(list.Name, field, value);
            if (field != BuiltInFields.Fkey && suppressed.Find(list.Name, value) is { } reason)
                bar = (Bar)Math.Max((int)bar, (int)(reason == SuppressionReason.Complaint ? Bar.Complained : Bar.Suppressed));
        }

        return new Standing(bar, Choices, isErased);
    }
}
