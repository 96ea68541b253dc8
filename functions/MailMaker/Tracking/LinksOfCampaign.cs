using MailMaker.Accounts;
using MailMaker.Campaigns;

namespace MailMaker.Tracking;

/// <summary>Where the links of launched campaigns lead.</summary>
internal static class LinksOfCampaign
{
    /// <summary>The targets in the order of their numbers, as they were fixed at launch for a list.</summary>
    public static async Task<IReadOnlyList<string>> LinksAsync(this IDefinitions definitions, string account, string campaign, string list, CancellationToken cancellationToken) =>
        (await definitions.FindAsync<CampaignContent>(account, DefinitionKeys.CampaignContent(campaign, list), cancellationToken))?.Value.Links ?? [];
}
