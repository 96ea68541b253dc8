namespace MailMaker.Embedded.Functions.Blob;

/// <summary>A version of a blob that is being worked on.</summary>
/// <param name="Blob">What the scanner knows of the blob; by now it may know of a later version.</param>
/// <param name="ETag">The version.</param>
/// <param name="Tries">How often it was begun before.</param>
internal sealed record TakenBlob(WatchedBlob Blob, string ETag, int Tries);
