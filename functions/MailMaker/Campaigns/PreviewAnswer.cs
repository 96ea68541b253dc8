using MailMaker.Content;

namespace MailMaker.Campaigns;

/// <summary>A campaign as one contact would get it.</summary>
/// <param name="Subject">The subject; empty where the campaign sends text messages alone.</param>
/// <param name="Html">The HTML part; empty for a mail of text only.</param>
/// <param name="Text">The text part.</param>
/// <param name="MissingFields">Fields that the template uses and that the contact does not have, in order.</param>
/// <param name="Bytes">The size of the whole mail as it is handed over, in bytes.</param>
public sealed record PreviewAnswer(string Subject, string Html, string Text, IReadOnlyList<string> MissingFields, int Bytes)
{
    /// <summary>Its text message with what the law adds, and what it costs; null when the campaign sends none.</summary>
    public SmsPreview? Sms { get; init; }
}
