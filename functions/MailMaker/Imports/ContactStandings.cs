using System.Text;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.Imports;

/// <summary>What is known of the people of a range of a bucket beside their contacts' rows: goodbyes, choices, suppressions, erasures.</summary>
internal sealed class ContactStandings
{
    private static readonly string[] Addresses = [BuiltInFields.Email, BuiltInFields.Mobile];

    private readonly ContactList list;
    private readonly SuppressionSet suppressed;
    private readonly string keyField;
    private readonly Dictionary<ContactId, Standing> standings = [];

    private ContactStandings(ContactList list, SuppressionSet suppressed) =>
        (this.list, this.suppressed, keyField) = (list, suppressed, HeaderMap.KeyField(list.Key));

    /// <summary>Reads those of a range.</summary>
    /// <param name="store">The rows.</param>
    /// <param name="list">The list.</param>
    /// <param name="suppressed">The account's suppressions.</param>
    /// <param name="partition">The bucket's partition.</param>
    /// <param name="after">The contact to begin after; empty for the first.</param>
    /// <param name="last">The contact to end with.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ContactStandings> ReadAsync(
        BucketStore store, ContactList list, SuppressionSet suppressed, string partition, string after, string last, CancellationToken cancellationToken)
    {
        var found = new ContactStandings(list, suppressed);
        await foreach (var row in store.Range(partition, ContactKeys.GoodbyeKind, after, last, ["RowKey", "Reason"], cancellationToken))
            found.standings[ContactKeys.IdOf(row.RowKey)] = new Standing(BarOf(GoodbyeStore.Of(row).Reason));
        await foreach (var row in store.Range(partition, ContactKeys.ChoicesKind, after, last, ["RowKey", "Fields"], cancellationToken))
        {
            var id = ContactKeys.IdOf(row.RowKey);
            found.standings[id] = found.standings.GetValueOrDefault(id) with { Choices = row.GetBinary("Fields") };
        }

        return found;
    }

    /// <summary>The standing of a contact, apart from suppressions and erasures.</summary>
    public Standing Of(ContactId id) => standings.Count > 0 && standings.TryGetValue(id, out var standing) ? standing : default;

    /// <summary>The standing of a contact of the file that is to stay as it is: it is there, so it was not erased.</summary>
    public Standing OfStored(in StagedRow row)
    {
        var standing = Of(row.Id);
        return suppressed.IsEmpty ? standing : WithBar(standing, row, default);
    }

    /// <summary>The standing of a contact of the file that is to be written.</summary>
    /// <param name="row">The row.</param>
    /// <param name="stored">The fields as they are kept; empty when there is no contact.</param>
    public Standing OfWritten(in StagedRow row, ReadOnlySpan<byte> stored)
    {
        var standing = Of(row.Id);
        if (suppressed.IsEmpty)
            return standing;
        standing = WithBar(standing, row, stored);
        return suppressed.HasErased && IsErased(row.Fields) ? standing with { IsErased = true } : standing;
    }

    /// <summary>The standing of a contact that a revert would give old fields.</summary>
    public Standing OfReverted(ContactId id, ReadOnlySpan<byte> old) =>
        Of(id) with { IsErased = suppressed.HasErased && !old.IsEmpty && IsErased(old) };

    /// <summary>Whether a row is of an erased person, who must not be named in a report.</summary>
    public static bool IsErased(SuppressionSet suppressed, ContactList list, ReadOnlySpan<byte> fields) =>
        suppressed.HasErased && new ContactStandings(list, suppressed).IsErased(fields);

    private bool IsErased(ReadOnlySpan<byte> fields)
    {
        foreach (var field in ErasedValues.Fields)
        {
            if (FieldsJson.ValueOf(fields, field) is { } value && suppressed.IsErased(list.Name, field, value))
                return true;
        }

        return false;
    }

    private Standing WithBar(Standing standing, in StagedRow row, ReadOnlySpan<byte> stored)
    {
        var bar = standing.Bar;
        foreach (var field in Addresses)
        {
            bar = Harder(bar, field == keyField ? Encoding.UTF8.GetString(row.Key) : FieldsJson.ValueOf(row.Fields, field));
            if (!stored.IsEmpty && field != keyField)
                bar = Harder(bar, FieldsJson.ValueOf(stored, field));
        }

        return standing with { Bar = bar };
    }

    private Bar Harder(Bar bar, string? address)
    {
        if (address is null || suppressed.Find(list.Name, address) is not { } reason)
            return bar;
        var other = reason == SuppressionReason.Complaint ? Bar.Complained : Bar.Suppressed;
        return other > bar ? other : bar;
    }

    private static Bar BarOf(GoodbyeReason reason) => reason is GoodbyeReason.Complaint or GoodbyeReason.AbuseMailbox ? Bar.Complained : Bar.Left;
}
