using MailMaker.Core.Consent;
using MailMaker.Core.Suppressions;

namespace MailMaker.Core.Contacts;

/// <summary>Whether a contact may be written to, and why not.</summary>
/// <param name="Left">Its goodbye; null while it has not left.</param>
/// <param name="Suppressed">Why its address gets nothing; null when it may.</param>
/// <param name="Agreed">The last thing that proves its consent; null when nothing does.</param>
public sealed record ContactStatus(Goodbye? Left, SuppressionReason? Suppressed, ConsentEvent? Agreed)
{
    /// <summary>In one word: <c>left</c>, <c>suppressed</c>, <c>notConsented</c> or <c>subscribed</c>.</summary>
    /// <param name="consent">The contact's field <see cref="BuiltInFields.Consent"/>.</param>
    public string Word(string? consent) => this switch
    {
        { Left: not null } => "left",
        { Suppressed: not null } => "suppressed",
        _ => consent == "false" ? "notConsented" : "subscribed",
    };
}
