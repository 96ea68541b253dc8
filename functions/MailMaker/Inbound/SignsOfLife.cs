using MailMaker.Accounts;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Persons;
using MailMaker.Tracking;

namespace MailMaker.Inbound;

/// <summary>
/// When the owner of an address was last seen to read our mail. That a mail system took a mail proves nothing (it may send it back later, RFC 5321 §6.1); that the person opened it, clicked, confirmed a sign-up or
/// saved the preferences does. Looked up when an address is about to be suppressed, so that no open costs a write more.
/// </summary>
public sealed class SignsOfLife(ContactFinder finder, DefinitionStore definitions, EventStore events, EvidenceStore evidence, PersonIdentities identities)
{
    // Mails are hardly ever opened for the first time later than this.
    private static readonly TimeSpan ReadWithin = TimeSpan.FromDays(30);

    /// <summary>The last sign; null when there is none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="address">The address in canonical form.</param>
    /// <param name="since">From when on a sign matters.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<DateTimeOffset?> LastAsync(string account, string address, DateTimeOffset since, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        var campaigns = await definitions.AllAsync<Campaign>(account, DefinitionKeys.Campaign(""), cancellationToken)
            .Where(c => c.LaunchedAt > since - ReadWithin).ToListAsync(cancellationToken);
        await foreach (var found in finder.ByAddressAsync(account, null, address, cancellationToken))
        {
            var said = (await evidence.ReadAsync(found.List, found.Id, cancellationToken)).Select(e => e.Event).Where(IsTheirs).Select(e => (DateTimeOffset?)e.At);
            last = said.Append(last).Append(await SeenAsync(campaigns, found, cancellationToken)).Max();
        }

        return last;
    }

    private static bool IsTheirs(ConsentEvent happened) => happened.Kind is ConsentEventKind.Confirmed or ConsentEventKind.ChoiceMade;

    private async Task<DateTimeOffset?> SeenAsync(IEnumerable<Campaign> campaigns, FoundContact contact, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        foreach (var id in await identities.OfAsync(contact.List, contact.Id, cancellationToken))
        {
            foreach (var campaign in campaigns.Where(c => c.Lists.Any(l => l.Name == contact.List.Name)))
            {
                if ((await events.FindAsync(contact.List.Account, campaign.Name, contact.List.Name, id, cancellationToken)).SeenAt is { } at && !(at < last))
                    last = at;
            }
        }

        return last;
    }
}
