using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Tracking;
using MailMaker.Tracking;

namespace MailMaker.Campaigns;

/// <summary>A campaign's ledger as CSV (RFC 4180): every recipient's key, outcome, tries, moment (when it is due, for one that waits), detail in words, the list it is on, the channel, and when the person first opened and clicked.</summary>
public sealed class LedgerExport(LedgerStore ledger, EventStore events, TableServiceClient tables)
{
    private static readonly IReadOnlyDictionary<ContactId, RecipientEvents> Untracked = new Dictionary<ContactId, RecipientEvents>();
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Writes the ledger bucket by bucket; memory stays at one slice.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="lists">Its lists with their buckets.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task WriteAsync(Campaign campaign, IReadOnlyList<AudienceList> lists, Stream target, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync("key,outcome,attempts,at,detail,list,channel,openedAt,clickedAt".AsMemory(), cancellationToken);
        var isTracked = await events.HasAnyAsync(campaign.Account, campaign.Name, cancellationToken);
        foreach (var list in lists)
        {
            for (var bucket = 0; bucket < list.Buckets; bucket++)
            {
                await foreach (var slice in ledger.SlicesAsync(campaign.Account, campaign.Name, list.FirstBucket + bucket, cancellationToken))
                {
                    var tracked = isTracked ? await events.OfAsync(campaign.Account, campaign.Name, list.Name, slice.Slice.Members, cancellationToken) : Untracked;
                    await WriteAsync(text, campaign.Channel, list.Name, ContactKeys.Partition(campaign.Account, list.Name, bucket), slice.Slice, tracked, cancellationToken);
                }
            }
        }
    }

    private async Task WriteAsync(
        StreamWriter text, CampaignChannel channel, string list, string partition, Slice slice, IReadOnlyDictionary<ContactId, RecipientEvents> tracked, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(channel, partition, slice, cancellationToken);
        for (var i = 0; i < slice.Members.Count; i++)
        {
            var entry = slice.Entries[i];
            // Who was removed since has no key any more: an empty cell.
            var (key, way) = keys.GetValueOrDefault(slice.Members[i], ("", ""));
            var (at, seen) = (entry.AtSeconds == 0 ? null : (DateTimeOffset?)entry.At, tracked.GetValueOrDefault(slice.Members[i], RecipientEvents.None));
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{Cell(key)},{entry.Outcome.Word()},{entry.Attempts},{Time(at)},{entry.DetailWord},{list},{way},{Time(seen.OpenedAt)},{Time(seen.ClickedAt)}");
            await text.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    private async Task<Dictionary<ContactId, (string Key, string Channel)>> KeysAsync(
        CampaignChannel channel, string partition, Slice slice, CancellationToken cancellationToken)
    {
        string first = ContactKeys.Contact(slice.Members[0]), last = ContactKeys.Contact(slice.Members[^1]);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
        // Only a campaign that takes two ways has to see which one is a contact's.
        string[] columns = channel == CampaignChannel.EmailThenSms ? ["RowKey", "Key", "Fields"] : ["RowKey", "Key"];
        var keys = new Dictionary<ContactId, (string, string)>();
        await foreach (var row in contacts.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken))
        {
            var email = row.GetBinary("Fields") is { } fields ? FieldsJson.ValueOf(fields, BuiltInFields.Email) ?? "" : "";
            keys[ContactKeys.IdOf(row.RowKey)] = (row.GetString("Key") ?? "", Words.Of(ChannelChoice.Of(channel, email)));
        }

        return keys;
    }

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    // A cell that a spreadsheet would take for a formula is made text by an apostrophe.
    private static string Cell(string key)
    {
        if (key.Length > 0 && "=+-@\t\r".Contains(key[0], StringComparison.Ordinal) && !IsMobile(key))
            key = "'" + key;
        return key.AsSpan().IndexOfAny(",\"\r\n") < 0 ? key : $"\"{key.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsMobile(string key) => key[0] == '+' && key.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
