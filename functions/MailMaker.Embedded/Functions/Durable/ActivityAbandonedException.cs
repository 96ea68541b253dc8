namespace MailMaker.Embedded.Functions.Durable;

/// <summary>An activity ended without a result because the host stops; it runs again at the next start.</summary>
internal sealed class ActivityAbandonedException(Exception cause) : OperationCanceledException("The host stops.", cause);
