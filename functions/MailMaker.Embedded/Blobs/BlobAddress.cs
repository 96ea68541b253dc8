namespace MailMaker.Embedded.Blobs;

/// <summary>A blob in a container; with an empty name, the container itself.</summary>
internal readonly record struct BlobAddress(string Container, string Name);
