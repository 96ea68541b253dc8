namespace MailMaker.Core.Content.Sms;

/// <summary>One contact's text message.</summary>
/// <param name="Text">The text, line ends as LF.</param>
/// <param name="Segments">How it goes over the air.</param>
public sealed record RenderedSms(string Text, SmsSegments Segments);
