namespace MailMaker.Embedded.Storage;

/// <summary>What was written could not be synced, so nobody knows how much of it is on disk.</summary>
internal sealed class SyncFailedException(string message) : IOException(message);
