using MailMaker.Core.Lists;

namespace MailMaker.Core.Consent;

/// <summary>Somebody who wants to leave, as a row of an opt-out file names them.</summary>
/// <param name="Line">The line of the file, or the row of the sheet, from 1.</param>
/// <param name="Kind">What the value is: a foreign key, an e-mail address or a mobile number.</param>
/// <param name="Value">In canonical form.</param>
public readonly record struct OptOutEntry(long Line, KeyKind Kind, string Value);
