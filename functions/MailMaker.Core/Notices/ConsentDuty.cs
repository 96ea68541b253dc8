using MailMaker.Core.Consent;

namespace MailMaker.Core.Notices;

/// <summary>Something that the law of a list asks to tell a person about its consent.</summary>
/// <param name="Kind">What is to be told.</param>
/// <param name="About">The entry of evidence that it is about.</param>
public sealed record ConsentDuty(ConsentDutyKind Kind, EvidenceEntry About);
