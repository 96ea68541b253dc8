using MailMaker.Accounts;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>Campaigns among the definitions.</summary>
public sealed class CampaignStore(IDefinitions definitions)
{
    /// <summary>The campaign; null when there is none.</summary>
    public async Task<Campaign?> FindAsync(string account, string campaign, CancellationToken cancellationToken) =>
        (await definitions.FindAsync<Campaign>(account, DefinitionKeys.Campaign(campaign), cancellationToken))?.Value;

    /// <summary>Changes the campaign under its version, deciding again when somebody else was faster.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="campaign">The campaign's name.</param>
    /// <param name="change">The decision; null leaves it as it is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The campaign as it is now; null when there is none.</returns>
    public Task<Campaign?> ChangeAsync(string account, string campaign, Func<Campaign, Campaign?> change, CancellationToken cancellationToken) =>
        ChangeAsync(account, campaign, change, _ => Task.CompletedTask, cancellationToken);

    /// <summary>Changes the campaign under its version, deciding again when somebody else was faster.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="campaign">The campaign's name.</param>
    /// <param name="change">The decision; null leaves it as it is.</param>
    /// <param name="before">What is to be done after the campaign was read and before it is written under that version; given the campaign as it was read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The campaign as it is now; null when there is none.</returns>
    public async Task<Campaign?> ChangeAsync(
        string account, string campaign, Func<Campaign, Campaign?> change, Func<Campaign, Task> before, CancellationToken cancellationToken)
    {
        var key = DefinitionKeys.Campaign(campaign);
        while (true)
        {
            if (await definitions.FindAsync<Campaign>(account, key, cancellationToken) is not { } found)
                return null;
            if (change(found.Value) is not { } next)
                return found.Value;
            await before(found.Value);
            if (await definitions.WriteAsync(account, key, next, found.Version, cancellationToken) is not null)
                return next;
        }
    }
}
