using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Persons;

/// <summary>What was sent to a person, in the ledgers of the list's campaigns.</summary>
public sealed class PersonSends(DefinitionStore definitions, LedgerStore ledger)
{
    /// <summary>Every campaign that was planned for the person, with what became of it.</summary>
    public async Task<IReadOnlyList<PersonSend>> FindAsync(ContactList list, IReadOnlyList<ContactId> identities, CancellationToken cancellationToken)
    {
        var sends = new List<PersonSend>();
        await foreach (var (campaign, place) in CampaignsAsync(list, cancellationToken))
        {
            foreach (var id in identities)
            {
                if (await ledger.FindMemberAsync(list.Account, campaign.Name, place.LedgerBucketOf(id), id, cancellationToken) is { } entry)
                    sends.Add(new PersonSend(campaign.Name, entry.Outcome.Word(), entry.Attempts, entry.AtSeconds == 0 ? null : entry.At));
            }
        }

        return [.. sends.OrderBy(s => s.At)];
    }

    /// <summary>Takes the person out of the ledgers; the counts stay.</summary>
    /// <returns>Campaigns that had the person.</returns>
    public async Task<int> ForgetAsync(ContactList list, IReadOnlyList<ContactId> identities, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        await foreach (var (campaign, place) in CampaignsAsync(list, cancellationToken))
        {
            foreach (var id in identities)
                forgotten += await ledger.ForgetMemberAsync(list.Account, campaign.Name, place.LedgerBucketOf(id), id, cancellationToken) ? 1 : 0;
        }

        return forgotten;
    }

    private IAsyncEnumerable<(Campaign Campaign, AudienceList Place)> CampaignsAsync(ContactList list, CancellationToken cancellationToken) => definitions
        .AllAsync<Campaign>(list.Account, DefinitionKeys.Campaign(""), cancellationToken)
        .Where(c => c.LaunchedAt is not null)
        .Select(c => (Campaign: c, Place: PlaceOf(c, list)))
        .Where(c => c.Place is not null)
        .Select(c => (c.Campaign, c.Place!));

    // A campaign that was launched before buckets were fixed had this list alone.
    private static AudienceList? PlaceOf(Campaign campaign, ContactList list) =>
        campaign.Lists.FirstOrDefault(l => l.Name == list.Name) is { } place ? place.Buckets > 0 ? place : new AudienceList(list.Name, list.Buckets) : null;
}
