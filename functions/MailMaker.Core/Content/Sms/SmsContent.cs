namespace MailMaker.Core.Content.Sms;

/// <summary>What a campaign sends as text message, as it was when it was launched.</summary>
/// <param name="Text">The template, with what the law asks for.</param>
/// <param name="MaxSegments">Segments one message may have.</param>
/// <param name="Sender">The number, short code or name it is sent from.</param>
public sealed record SmsContent(string Text, int MaxSegments, string Sender);
