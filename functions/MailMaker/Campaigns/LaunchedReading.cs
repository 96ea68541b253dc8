using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;

namespace MailMaker.Campaigns;

/// <summary>The campaigns of an account that were ever launched, as they were at a moment. Immutable.</summary>
public sealed class LaunchedReading
{
    private readonly HashSet<CampaignTag> tags;

    internal LaunchedReading(string account, DateTimeOffset at, long beganAt, IReadOnlyList<LaunchedCampaign> campaigns)
    {
        (At, BeganAt, Campaigns) = (at, beganAt, campaigns);
        tags = [.. campaigns.Select(c => CampaignTag.Of(account, c.Name))];
    }

    /// <summary>When the reading began: what was launched after that may be missing.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The same as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long BeganAt { get; }

    /// <summary>The campaigns.</summary>
    public IReadOnlyList<LaunchedCampaign> Campaigns { get; }

    /// <summary>Whether a campaign is among them, on whatever channel.</summary>
    public bool Holds(CampaignTag campaign) => tags.Contains(campaign.On(MessageChannel.Email));
}
