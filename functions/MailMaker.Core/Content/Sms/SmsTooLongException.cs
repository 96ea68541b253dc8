namespace MailMaker.Core.Content.Sms;

/// <summary>A message grew beyond what one may have; caught where it is rendered.</summary>
internal sealed class SmsTooLongException : Exception;
