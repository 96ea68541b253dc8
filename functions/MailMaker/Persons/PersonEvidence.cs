using MailMaker.Core.Consent;

namespace MailMaker.Persons;

/// <summary>An entry of a person's chain of evidence.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Hash">Its hash, hexadecimal.</param>
/// <param name="Event">What happened.</param>
public sealed record PersonEvidence(int Number, string Hash, ConsentEvent Event);
