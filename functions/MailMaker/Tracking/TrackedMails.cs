using MailMaker.Core.Consent;

namespace MailMaker.Tracking;

/// <summary>Reads the token in a pixel's or a link's address: who sees a link that was forwarded can count as the recipient, but not leave in its name.</summary>
public sealed class TrackedMails(TrackedCampaigns campaigns, UnsubscribeTokens tokens)
{
    /// <summary>The mail; null when the token is none of ours.</summary>
    public async ValueTask<TrackedMail?> FindAsync(string token, CancellationToken cancellationToken) =>
        tokens.ReadTracking(token) is TokenReading.Valid { Link: var link }
            && await campaigns.FindAsync(link.Account, link.Campaign, link.List, cancellationToken) is { } campaign
            ? new TrackedMail(campaign, link.List, link.Contact)
            : null;
}
