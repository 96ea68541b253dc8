using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>A row of a person who is barred, whatever the file says.</summary>
/// <param name="Line">The line of the row.</param>
/// <param name="Key">The contact's key.</param>
/// <param name="Reason">Why the person is barred.</param>
/// <param name="Fields">What the row changes all the same.</param>
public sealed record ProtectedRow(long Line, string Key, Bar Reason, IReadOnlyList<FieldDifference> Fields);
