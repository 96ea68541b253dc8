namespace MailMaker.Inbound;

/// <summary>The campaign behind a tag.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Lists">The names of the lists that it was sent to.</param>
/// <param name="Campaign">The campaign's name.</param>
public sealed record TaggedCampaign(string Account, IReadOnlyList<string> Lists, string Campaign);
