namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>What the catalog holds of one version of a blob's file.</summary>
/// <param name="Changes">How often the metadata changed since the content was written.</param>
/// <param name="ModifiedAt">When the blob last changed.</param>
/// <param name="Properties">What it has beyond its content.</param>
internal sealed record BlobRow(int Changes, DateTimeOffset ModifiedAt, StoredProperties Properties);
