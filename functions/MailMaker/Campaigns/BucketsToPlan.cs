namespace MailMaker.Campaigns;

/// <summary>The input of the activity that plans some buckets one after the other.</summary>
/// <param name="Run">The campaign.</param>
/// <param name="First">The first ledger bucket.</param>
/// <param name="Count">How many buckets.</param>
/// <param name="Queued">Slices of the first bucket that are known to be on the queue.</param>
/// <param name="Outages">How often in a row it was put off because a service failed, without a slice in between.</param>
public sealed record BucketsToPlan(CampaignRun Run, int First, int Count, int Queued = 0, int Outages = 0);
