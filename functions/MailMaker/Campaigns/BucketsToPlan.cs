namespace MailMaker.Campaigns;

/// <summary>The input of the activity that plans some buckets one after the other.</summary>
/// <param name="Run">The campaign.</param>
/// <param name="First">The first ledger bucket.</param>
/// <param name="Count">How many buckets.</param>
public sealed record BucketsToPlan(CampaignRun Run, int First, int Count);
