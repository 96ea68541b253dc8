using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;

namespace MailMaker.Consent;

/// <summary>A contact's evidence.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Entries">Its chain, oldest first.</param>
public sealed record ContactChain(ContactId Contact, IReadOnlyList<EvidenceEntry> Entries);
