namespace MailMaker.Embedded.Functions.Blob;

/// <summary>When a blob is tried again, and when no more.</summary>
/// <param name="MostTries"><c>poisonBlobThreshold</c> of host.json.</param>
/// <param name="FirstRetryAfter">Wait before the second try; it doubles with each further one.</param>
/// <param name="Clock">The clock of the home.</param>
/// <param name="Stopping">Cancelled when the host stops: what ends then has not failed.</param>
internal sealed record BlobRules(int MostTries, TimeSpan FirstRetryAfter, TimeProvider Clock, CancellationToken Stopping);
