using MailMaker.Core;

namespace MailMaker.Consent;

/// <summary>What became of one person whom the client says has left.</summary>
/// <param name="Result"><c>left</c>, <c>remembered</c> (nobody is known by that name; whoever comes with it later has left) or <c>refused</c>.</param>
/// <param name="Contacts">Contacts that have left with it, those included that had left before.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record OptOutResult(string Result, int Contacts, IReadOnlyList<Problem>? Errors = null)
{
    /// <summary>The result for so many contacts.</summary>
    public static OptOutResult Of(int contacts) => new(contacts > 0 ? "left" : "remembered", contacts);

    /// <summary>The result of an item that something is wrong with.</summary>
    public static OptOutResult Refused(Problem problem) => new("refused", 0, [problem]);
}
