namespace MailMaker.Consent;

/// <summary>What a check of evidence found.</summary>
/// <param name="Contacts">Contacts with evidence.</param>
/// <param name="Entries">Their entries together.</param>
/// <param name="Broken">Contacts whose chain does not hold.</param>
public sealed record EvidenceCounts(int Contacts, int Entries, int Broken);
