namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A blob or container and its lease after a change of the lease at <paramref name="At"/>.</summary>
internal sealed record LeasedState(BlobState Target, HeldLease? Lease, DateTimeOffset At);
