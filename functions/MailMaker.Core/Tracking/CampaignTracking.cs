namespace MailMaker.Core.Tracking;

/// <summary>What a campaign follows. Whether a pixel stands in one contact's mail is <see cref="OpenTracking"/>'s decision besides.</summary>
/// <param name="Opens">Whether mails carry a pixel.</param>
/// <param name="Clicks">Whether links lead through MailMaker.</param>
public sealed record CampaignTracking(bool Opens = true, bool Clicks = true)
{
    /// <summary>Neither.</summary>
    public static readonly CampaignTracking None = new(false, false);
}
