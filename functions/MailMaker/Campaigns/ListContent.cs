using MailMaker.Core.Lists;

namespace MailMaker.Campaigns;

/// <summary>What a campaign sends to one of its lists.</summary>
/// <param name="List">The list.</param>
/// <param name="Content">The content.</param>
public sealed record ListContent(ContactList List, CampaignContent Content);
