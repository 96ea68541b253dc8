namespace MailMaker.Campaigns;

/// <summary>What is to be known of a campaign to find what its recipients did.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LaunchedAt">When it was launched.</param>
/// <param name="Lists">The names of its lists.</param>
public sealed record LaunchedCampaign(string Name, DateTimeOffset LaunchedAt, IReadOnlyList<string> Lists);
