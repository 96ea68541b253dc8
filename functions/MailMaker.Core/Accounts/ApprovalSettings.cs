using System.Text.Json.Serialization;

namespace MailMaker.Core.Accounts;

/// <summary>Whether campaigns of an account need a second person before they are launched.</summary>
/// <param name="Required">Whether a launch without an approval is refused.</param>
public sealed record ApprovalSettings([property: JsonRequired] bool Required);
