using MailMaker.Content;
using MailMaker.Core.Content;

namespace MailMaker.Campaigns;

/// <summary>A campaign rendered for one set of fields.</summary>
/// <param name="Content">What it was rendered from.</param>
/// <param name="Fields">The fields: UTF-8 JSON, an object of strings.</param>
/// <param name="Mail">What came of it.</param>
public sealed record CampaignSample(ListContent Content, byte[] Fields, RenderedMail Mail)
{
    /// <summary>Its text message; null when the campaign sends none.</summary>
    public SmsPreview? Sms { get; init; }

    /// <summary>Octets of the whole mail as it would be handed over.</summary>
    public int Bytes { get; init; }
}
