using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>Approvals of campaigns by a second person.</summary>
public sealed class CampaignApprovals(IDefinitions definitions, CampaignComposer composer, TimeProvider clock)
{
    /// <summary>Approves a campaign as it stands now, with what it would send.</summary>
    /// <returns>The campaign as it is now, or why not; null when there is no such campaign.</returns>
    public async Task<Checked<Campaign>?> ApproveAsync(string account, string name, string by, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await definitions.FindAsync<Campaign>(account, DefinitionKeys.Campaign(name), cancellationToken) is not { } found)
                return null;
            var contents = await composer.ComposeAsync(found.Value, cancellationToken);
            if (contents.Value is null)
                return new(null, contents.Problems);
            var approved = ApprovalDecision.Approve(found.Value, by, CampaignComposer.FingerprintOf(contents.Value), clock.GetUtcNow());
            // Under the version that was read: an edit in between is not approved.
            if (approved.Value is null || await definitions.WriteAsync(account, DefinitionKeys.Campaign(name), approved.Value, found.Version, cancellationToken) is not null)
                return approved;
        }
    }

    /// <summary>What a launch lacks where the account asks for approval; null when it may go.</summary>
    public async Task<Problem?> MissingAsync(Campaign campaign, IReadOnlyList<ListContent> contents, string launchedBy, CancellationToken cancellationToken) =>
        await definitions.FindAsync<Account>(campaign.Account, DefinitionKeys.Account, cancellationToken) is { Value.Approval.Required: true }
            ? ApprovalDecision.Missing(campaign, launchedBy, CampaignComposer.FingerprintOf(contents))
            : null;
}
