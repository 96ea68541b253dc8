using MailMaker.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;
using MailMaker.Tracking;

namespace MailMaker.Persons;

/// <summary>What a person opened and clicked, in the events of the account's campaigns.</summary>
public sealed class PersonTracks(DefinitionStore definitions, EventStore events, EventRecorder recorder)
{
    /// <summary>Everything that is kept of the person, in the order of its first moments.</summary>
    public async Task<IReadOnlyList<PersonTrack>> FindAsync(ContactList list, IReadOnlyList<ContactId> identities, CancellationToken cancellationToken)
    {
        var tracks = new List<PersonTrack>();
        await foreach (var campaign in CampaignsAsync(list, cancellationToken))
        {
            foreach (var id in identities)
            {
                var found = await events.FindAsync(list.Account, campaign.Name, list.Name, id, cancellationToken);
                if (found.Items.Count == 0)
                    continue;
                var links = await definitions.LinksAsync(list.Account, campaign.Name, list.Name, cancellationToken);
                tracks.AddRange(found.Items.Select(i => Of(campaign.Name, i, links)));
            }
        }

        return [.. tracks.OrderBy(t => t.FirstPersonAt ?? t.FirstMachineAt)];
    }

    /// <summary>Forgets all of it, what waits to be recorded included; the campaigns' totals stay. The contact is gone before: nothing new is kept of it.</summary>
    /// <returns>Campaigns that had anything.</returns>
    public async Task<int> ForgetAsync(ContactList list, IReadOnlyList<ContactId> identities, CancellationToken cancellationToken)
    {
        await recorder.FlushAsync(cancellationToken);
        var forgotten = 0;
        await foreach (var campaign in CampaignsAsync(list, cancellationToken))
        {
            foreach (var id in identities)
                forgotten += await events.ForgetAsync(list.Account, campaign.Name, list.Name, id, cancellationToken) ? 1 : 0;
        }

        return forgotten;
    }

    private static PersonTrack Of(string campaign, TrackedItem item, IReadOnlyList<string> links) => new(
        campaign, item.Item == 0 ? null : item.Item <= links.Count ? links[item.Item - 1] : "",
        item.Persons, Moment(item.FirstPersonAt), item.Machines, Moment(item.FirstMachineAt), DateTimeOffset.FromUnixTimeMilliseconds(item.LastAt));

    private static DateTimeOffset? Moment(long milliseconds) => milliseconds == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private IAsyncEnumerable<Campaign> CampaignsAsync(ContactList list, CancellationToken cancellationToken) =>
        definitions.AllAsync<Campaign>(list.Account, DefinitionKeys.Campaign(""), cancellationToken).Where(c => c.LaunchedAt is not null);
}
