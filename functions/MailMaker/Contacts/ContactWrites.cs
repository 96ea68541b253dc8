using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>The row of a contact as single writes make it.</summary>
public static class ContactWrites
{
    /// <summary>The write of a contact. Its row hash is cleared, so that the next file is compared with it field by field.</summary>
    /// <param name="list">The list.</param>
    /// <param name="id">Who.</param>
    /// <param name="key">The key in canonical form.</param>
    /// <param name="fields">All fields, as kept.</param>
    /// <param name="tag">The ETag that was read; null to make a new one.</param>
    /// <param name="now">When it is changed.</param>
    public static TableTransactionAction Write(ContactList list, ContactId id, string key, byte[] fields, ETag? tag, DateTimeOffset now)
    {
        var row = new TableEntity(ContactKeys.Partition(list, id), ContactKeys.Contact(id))
        {
            ["Key"] = key, ["Fields"] = fields, ["RowHash"] = 0L, ["ChangedAt"] = now,
        };
        return tag is { } known
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
