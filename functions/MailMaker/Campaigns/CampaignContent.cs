using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;

namespace MailMaker.Campaigns;

/// <summary>What a campaign sends, as it was when it was launched: a later edit of the template changes nothing under way.</summary>
public sealed record CampaignContent
{
    /// <summary>The template, prepared: see <see cref="MailPreparation"/>.</summary>
    public required MailTemplate Template { get; init; }

    /// <summary>Its text message; null when it sends none.</summary>
    public SmsContent? Sms { get; init; }

    /// <summary>What all its mails share.</summary>
    public required MailScene Scene { get; init; }

    /// <summary>Where its tracked links lead, in the order of their numbers: nothing but these is ever redirected to.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}
