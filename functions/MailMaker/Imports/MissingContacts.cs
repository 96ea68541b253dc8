namespace MailMaker.Imports;

/// <summary>What a full import's file lacks.</summary>
/// <param name="Contacts">Contacts that the list had before the import.</param>
/// <param name="Missing">Those of them that the file lacks.</param>
public sealed record MissingContacts(long Contacts, long Missing);
