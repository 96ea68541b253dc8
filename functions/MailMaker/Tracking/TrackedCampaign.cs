using MailMaker.Core.Campaigns;

namespace MailMaker.Tracking;

/// <summary>What the doors of tracked mails need of a campaign.</summary>
/// <param name="Account">The owner's name.</param>
/// <param name="Name">The campaign's name.</param>
/// <param name="LaunchedAt">When it was launched.</param>
/// <param name="Links">Where its links lead, in the order of their numbers.</param>
public sealed record TrackedCampaign(string Account, string Name, DateTimeOffset LaunchedAt, IReadOnlyList<string> Links)
{
    /// <summary>The campaign in its contacts' send history.</summary>
    public CampaignTag Tag { get; } = CampaignTag.Of(Account, Name);

    /// <summary>Where a link leads; null when there is none of that number, or it leads nowhere on the web.</summary>
    public string? Target(int link) =>
        link >= 0 && link < Links.Count && Uri.TryCreate(Links[link], UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? Links[link] : null;
}
