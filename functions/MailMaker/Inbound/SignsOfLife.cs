using Azure.Data.Tables;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Persons;
using MailMaker.Tracking;

namespace MailMaker.Inbound;

/// <summary>
/// When the owner of an address was last seen to read our mail. That a mail system took a mail proves nothing (it may send it back later, RFC 5321 §6.1); that the person opened it, clicked, confirmed a sign-up or
/// saved the preferences does. Looked up when an address is about to be suppressed, so that no open costs a write more.
/// </summary>
public sealed class SignsOfLife(
    TableServiceClient tables, ContactFinder finder, LaunchedCampaigns launched, EventStore events, EvidenceStore evidence, PersonIdentities identities)
{
    // Mails are hardly ever opened for the first time later than this.
    private static readonly TimeSpan ReadWithin = TimeSpan.FromDays(30);

    // The clocks of the host that claimed and of this one may differ, and a claim's moment is kept in seconds.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The last sign; null when there is none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="address">The address in canonical form.</param>
    /// <param name="since">From when on a sign matters.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<DateTimeOffset?> LastAsync(string account, string address, DateTimeOffset since, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        await foreach (var found in finder.ByAddressAsync(account, null, address, cancellationToken))
        {
            var said = (await evidence.ReadAsync(found.List, found.Id, cancellationToken)).Select(e => e.Event).Where(IsTheirs).Select(e => (DateTimeOffset?)e.At);
            var campaigns = (await ReadingAsync(found, cancellationToken)).Campaigns.Where(c => c.LaunchedAt > since - ReadWithin && c.Lists.Contains(found.List.Name));
            last = said.Append(last).Append(await SeenAsync(campaigns, found, cancellationToken)).Max();
        }

        return last;
    }

    private static bool IsTheirs(ConsentEvent happened) => happened.Kind is ConsentEventKind.Confirmed or ConsentEventKind.ChoiceMade;

    // Who opened the mail of a campaign has its claim in the send history. So a shared reading that is older than a campaign is seen to be, and nobody is ended for a sign that it doesn't know of.
    private async Task<LaunchedReading> ReadingAsync(FoundContact contact, CancellationToken cancellationToken)
    {
        var (list, reading) = (contact.List, await launched.OfAsync(contact.List.Account, cancellationToken));
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(ContactKeys.Partition(list, contact.Id), ContactKeys.SendState(contact.Id), cancellationToken: cancellationToken);
        if (!row.HasValue)
            return reading;
        var claims = SendState.Of(row.Value!).History.TagsSince(reading.At - ClocksDiffer);
        // The first one may have begun before this claim was read, the second one has not.
        for (var times = 0; times < 2 && !claims.All(reading.Holds); times++)
            reading = await launched.NewerAsync(list.Account, reading, cancellationToken);
        return reading;
    }

    private async Task<DateTimeOffset?> SeenAsync(IEnumerable<LaunchedCampaign> campaigns, FoundContact contact, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        foreach (var id in await identities.OfAsync(contact.List, contact.Id, cancellationToken))
        {
            foreach (var campaign in campaigns)
            {
                if ((await events.FindAsync(contact.List.Account, campaign.Name, contact.List.Name, id, cancellationToken)).SeenAt is { } at && !(at < last))
                    last = at;
            }
        }

        return last;
    }
}
