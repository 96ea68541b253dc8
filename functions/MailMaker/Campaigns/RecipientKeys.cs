using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Campaigns;

/// <summary>The keys by which the recipients of a slice are known now, and the channel that is theirs in a campaign: the ledger itself knows contacts by hashes.</summary>
public sealed class RecipientKeys(TableServiceClient tables, ContactForwards forwards)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Key and channel by recipient; who was removed since is left out.</summary>
    /// <param name="channel">The campaign's way or ways.</param>
    /// <param name="list">The list with the buckets that it had at launch.</param>
    /// <param name="bucket">The bucket of the list that the slice is of.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal async Task<Dictionary<ContactId, (string Key, string Channel)>> OfAsync(
        CampaignChannel channel, ContactList list, int bucket, Slice slice, CancellationToken cancellationToken)
    {
        // Only a campaign that takes two ways has to see which one is a contact's.
        string[] columns = channel == CampaignChannel.EmailThenSms ? ["RowKey", "Key", "Fields"] : ["RowKey", "Key"];
        var keys = new Dictionary<ContactId, (string, string)>();
        await foreach (var row in contacts.QueryAsync<TableEntity>(Within(list, bucket, slice, ContactKeys.Contact), select: columns, cancellationToken: cancellationToken))
            keys[ContactKeys.IdOf(row.RowKey)] = Of(channel, row);
        if (slice.Members.All(keys.ContainsKey))
            return keys;
        // Whose key was changed since is the same person under another identity.
        var moved = new List<ContactId>();
        await foreach (var row in contacts.QueryAsync<TableEntity>(Within(list, bucket, slice, ContactKeys.Forward), select: ["RowKey"], cancellationToken: cancellationToken))
            moved.Add(ContactKeys.IdOf(row.RowKey));
        foreach (var id in moved.Where(id => !keys.ContainsKey(id)))
        {
            var now = await forwards.CurrentAsync(list, id, cancellationToken);
            var row = await contacts.GetEntityIfExistsAsync<TableEntity>(ContactKeys.Partition(list, now), ContactKeys.Contact(now), columns, cancellationToken);
            if (row.HasValue)
                keys[id] = Of(channel, row.Value!);
        }

        return keys;
    }

    private static string Within(ContactList list, int bucket, Slice slice, Func<ContactId, string> rowKey)
    {
        string partition = ContactKeys.Partition(list.Account, list.Name, bucket), first = rowKey(slice.Members[0]), last = rowKey(slice.Members[^1]);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
    }

    private static (string Key, string Channel) Of(CampaignChannel channel, TableEntity row)
    {
        var email = row.GetBinary("Fields") is { } fields ? FieldsJson.ValueOf(fields, BuiltInFields.Email) ?? "" : "";
        return (row.GetString("Key") ?? "", Words.Of(ChannelChoice.Of(channel, email)));
    }
}
