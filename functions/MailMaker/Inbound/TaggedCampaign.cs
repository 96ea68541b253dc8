namespace MailMaker.Inbound;

/// <summary>The campaign behind a tag.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="List">The name of the list that it was sent to.</param>
/// <param name="Campaign">The campaign's name.</param>
public sealed record TaggedCampaign(string Account, string List, string Campaign);
