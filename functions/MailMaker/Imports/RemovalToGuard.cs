namespace MailMaker.Imports;

/// <summary>What a full import would remove.</summary>
/// <param name="Import">The import.</param>
/// <param name="Found">What the file lacks.</param>
public sealed record RemovalToGuard(ImportKey Import, MissingContacts Found);
