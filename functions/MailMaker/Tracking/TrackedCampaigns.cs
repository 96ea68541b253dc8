using System.Collections.Concurrent;
using MailMaker.Accounts;
using MailMaker.Campaigns;

namespace MailMaker.Tracking;

/// <summary>The campaigns of tracked mails, kept in memory for a minute each: what was fixed at launch does not change but by another launch.</summary>
public sealed class TrackedCampaigns(CampaignStore campaigns, IDefinitions definitions, TimeProvider clock)
{
    private const int MostKept = 1000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string, string, string), (TrackedCampaign Campaign, DateTimeOffset Until)> kept = new();

    /// <summary>The campaign as it went to a list; null when there is none, or it never left.</summary>
    public async ValueTask<TrackedCampaign?> FindAsync(string account, string name, string list, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (kept.TryGetValue((account, name, list), out var known) && known.Until > now)
            return known.Campaign;
        if (await campaigns.FindAsync(account, name, cancellationToken) is not { LaunchedAt: { } launchedAt })
            return null;
        var links = await definitions.LinksAsync(account, name, list, cancellationToken);
        if (kept.Count >= MostKept)
            kept.Clear();
        return (kept[(account, name, list)] = (new TrackedCampaign(account, name, launchedAt, links), now + KeptFor)).Campaign;
    }
}
