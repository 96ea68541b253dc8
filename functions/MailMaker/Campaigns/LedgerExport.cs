using System.Globalization;
using System.Text;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;
using MailMaker.Tracking;

namespace MailMaker.Campaigns;

/// <summary>A campaign's ledger as CSV (RFC 4180): every recipient's key (as it is now), outcome, tries, moment (when it is due, for one that waits), detail in words, the list it is on, the channel, and when the person first opened and clicked.</summary>
public sealed class LedgerExport(LedgerStore ledger, EventStore events, RecipientKeys recipients)
{
    private static readonly IReadOnlyDictionary<ContactId, RecipientEvents> Untracked = new Dictionary<ContactId, RecipientEvents>();

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
            var contacts = new ContactList { Account = campaign.Account, Name = list.Name, Buckets = list.Buckets };
            for (var bucket = 0; bucket < list.Buckets; bucket++)
            {
                await foreach (var slice in ledger.SlicesAsync(campaign.Account, campaign.Name, list.FirstBucket + bucket, cancellationToken))
                {
                    var tracked = isTracked ? await events.OfAsync(campaign.Account, campaign.Name, list.Name, slice.Slice.Members, cancellationToken) : Untracked;
                    await WriteAsync(text, list.Name, slice.Slice, await recipients.OfAsync(campaign.Channel, contacts, bucket, slice.Slice, cancellationToken), tracked, cancellationToken);
                }
            }
        }
    }

    private static async Task WriteAsync(
        StreamWriter text, string list, Slice slice, Dictionary<ContactId, (string Key, string Channel)> keys, IReadOnlyDictionary<ContactId, RecipientEvents> tracked,
        CancellationToken cancellationToken)
    {
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
