using MailMaker.Core.Delivery;

namespace MailMaker.Campaigns;

/// <summary>Why a campaign's messages wait for a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Of">Whether the channel takes nobody's messages, or refuses this campaign's sender.</param>
/// <param name="Code">The enhanced status code (RFC 3463) of the last failure.</param>
/// <param name="Since">Since when nothing was taken.</param>
/// <param name="ResumesAt">When the next message is tried.</param>
public sealed record CampaignHold(MessageChannel Channel, FaultOf Of, string Code, DateTimeOffset Since, DateTimeOffset ResumesAt);
