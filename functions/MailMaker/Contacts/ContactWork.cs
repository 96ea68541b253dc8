using Azure.Data.Tables;
using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Consent;
using MailMaker.Suppressions;

namespace MailMaker.Contacts;

/// <summary>What a batch asks of one contact, and what it comes to.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Key">Its key in canonical form.</param>
internal sealed record ContactWork(ContactId Id, string Key)
{
    private static readonly Problem TooLarge = new("", "With what the contact has already, its fields are longer than 60,000 bytes.");
    private static readonly Problem Erased = new("", "This person had everything about itself erased. Only its own confirmation brings it back.");

    /// <summary>The items with their places in the batch, in their order.</summary>
    public List<(int Place, BatchItem Item)> Items { get; } = [];

    /// <summary>The results of the items, once decided.</summary>
    public List<ContactResult> Results { get; } = [];

    /// <summary>The writes that they come to.</summary>
    public List<TableTransactionAction> Actions { get; } = [];

    /// <summary>Bytes of fields among them.</summary>
    public int FieldBytes { get; private set; }

    /// <summary>Decides all items, one after the other, over the contact as it is now.</summary>
    public void Decide(ContactList list, ContactChange change, ContactRows rows, SuppressionSet suppressed, DateTimeOffset now)
    {
        Results.Clear();
        Actions.Clear();
        var before = rows.Contact?.Fields;
        var fields = before;
        foreach (var (_, item) in Items)
        {
            var standing = rows.Standing(suppressed, list, fields, item.Body?.Values);
            var decision = change.Decide(item.Operation, fields, item.Body, standing);
            fields = decision switch
            {
                ContactDecision.Created created => created.Fields,
                ContactDecision.Updated updated => updated.Fields,
                ContactDecision.Removed => null,
                _ => fields,
            };
            Results.Add(Of(decision, fields, item));
        }

        FieldBytes = fields?.Length ?? 0;
        Write(list, rows.Contact, before, fields, now);
    }

    private ContactResult Of(ContactDecision decision, byte[]? fields, BatchItem item) => decision switch
    {
        ContactDecision.Created => new(Key, ContactResultKind.Created) { Protected = decision.IsProtected, Fields = fields },
        ContactDecision.Updated => new(Key, ContactResultKind.Updated) { Protected = decision.IsProtected, Fields = fields },
        ContactDecision.Unchanged => new(Key, ContactResultKind.Unchanged) { Protected = decision.IsProtected, Fields = fields },
        ContactDecision.Removed => new(Key, ContactResultKind.Removed),
        ContactDecision.Missing => new(Key, ContactResultKind.Missing),
        ContactDecision.TooLarge => new(Key, ContactResultKind.Refused) { Errors = [TooLarge] },
        _ => new(Key, ContactResultKind.Refused) { Errors = [Erased], Protected = item.Body is not null },
    };

    private void Write(ContactList list, StoredContact? stored, byte[]? before, byte[]? after, DateTimeOffset now)
    {
        if (before is null && after is null || before is not null && after is not null && before.AsSpan().SequenceEqual(after))
            return;
        var partition = ContactKeys.Partition(list, Id);
        if (after is not null)
        {
            Actions.Add(ContactWrites.Write(list, Id, Key, after, stored?.Tag, now));
        }
        else
        {
            Actions.Add(new(TableTransactionActionType.Delete, new TableEntity(partition, ContactKeys.Contact(Id)), stored!.Tag));
            // A hand-over that was decided before is not claimed any more.
            Actions.Add(new(TableTransactionActionType.UpsertMerge, SendStateBump.Of(partition, Id, now)));
        }

        Actions.AddRange(AddressIndex.Changes(list, Id, before, after));
    }
}
