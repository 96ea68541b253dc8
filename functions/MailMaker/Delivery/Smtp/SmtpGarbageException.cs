namespace MailMaker.Delivery.Smtp;

/// <summary>What the relay sent can't be understood, so nothing after it on this connection can.</summary>
internal sealed class SmtpGarbageException(string message) : IOException(message);
