namespace MailMaker.Campaigns;

/// <summary>A reading that several share.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">What it finds.</param>
internal sealed record SharedReading(DateTimeOffset At, Lazy<Task<CampaignStatus?>> Status)
{
    /// <summary>Whether it may still be shown: neither too old nor failed.</summary>
    public bool IsFresh(DateTimeOffset now) => now >= At && now - At < CampaignReadings.SharedFor && !(Status.IsValueCreated && Status.Value.IsFaulted);
}
