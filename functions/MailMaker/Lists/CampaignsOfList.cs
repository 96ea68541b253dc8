using MailMaker.Accounts;
using MailMaker.Core.Campaigns;

namespace MailMaker.Lists;

/// <summary>The campaigns of a list that are under way.</summary>
public sealed class CampaignsOfList(DefinitionStore definitions)
{
    /// <summary>The name of one that was launched and is not over; null when there is none.</summary>
    public Task<string?> FindRunningAsync(string account, string list, CancellationToken cancellationToken) =>
        FindAsync(account, list, c => CampaignTransitions.IsUnderWay(c.State), cancellationToken);

    /// <summary>The name of one that is fixing its audience; null when there is none.</summary>
    public Task<string?> FindPlanningAsync(string account, string list, CancellationToken cancellationToken) =>
        FindAsync(account, list, c => c.State == CampaignState.Planning, cancellationToken);

    private async Task<string?> FindAsync(string account, string list, Func<Campaign, bool> isMeant, CancellationToken cancellationToken)
    {
        await foreach (var campaign in definitions.AllAsync<Campaign>(account, DefinitionKeys.Campaign(""), cancellationToken))
        {
            // An excluded list is read until the audience is fixed.
            var isConcerned = campaign.Lists.Any(l => l.Name == list) || (campaign.Audience is null && campaign.ExcludedLists.Contains(list));
            if (isConcerned && isMeant(campaign))
                return campaign.Name;
        }

        return null;
    }
}
