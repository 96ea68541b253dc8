using MailMaker.Accounts;
using MailMaker.Core.Campaigns;

namespace MailMaker.Lists;

/// <summary>The campaigns of a list that are under way.</summary>
public sealed class CampaignsOfList(DefinitionStore definitions)
{
    /// <summary>The name of one that was launched and is not over; null when there is none.</summary>
    public async Task<string?> FindRunningAsync(string account, string list, CancellationToken cancellationToken)
    {
        await foreach (var campaign in definitions.AllAsync<Campaign>(account, DefinitionKeys.Campaign(""), cancellationToken))
        {
            if (campaign.List == list && campaign.State is CampaignState.Planning or CampaignState.Sending or CampaignState.Paused)
                return campaign.Name;
        }

        return null;
    }
}
