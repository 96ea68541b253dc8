namespace MailMaker.Embedded.Functions.Blob;

/// <summary>What is on disk about a function and a blob: the version seen last and how far the function is with it.</summary>
/// <param name="ETag">The version.</param>
/// <param name="Outcome">How far.</param>
/// <param name="Tries">How often it was begun; a run that the host's stop cut off does not count.</param>
internal readonly record struct BlobReceipt(string ETag, BlobOutcome Outcome, int Tries);
