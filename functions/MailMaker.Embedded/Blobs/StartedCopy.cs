using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs;

/// <summary>A copy that was begun, and how far it was when the answer came.</summary>
internal sealed record StartedCopy(string Id, CopyStatus Status);
