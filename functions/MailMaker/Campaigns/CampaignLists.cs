using MailMaker.Core.Campaigns;
using MailMaker.Lists;

namespace MailMaker.Campaigns;

/// <summary>The lists of a campaign with the numbers of their buckets.</summary>
public sealed class CampaignLists(IListSource lists)
{
    /// <summary>
    /// The lists as they were fixed at launch. Of a campaign that was not launched, or was before campaigns fixed them, as they are now: a list that
    /// does not exist has no buckets.
    /// </summary>
    public async Task<IReadOnlyList<AudienceList>> OfAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Lists.All(l => l.Buckets > 0))
            return campaign.Lists;
        var found = new List<(string, int)>();
        foreach (var list in campaign.Lists)
            found.Add((list.Name, (await lists.ListAsync(campaign.Account, list.Name, cancellationToken))?.Buckets ?? 0));
        return AudienceLists.Number(found);
    }
}
