namespace MailMaker.Core.Consent;

/// <summary>A person whom the client's systems say has left, named by one of key, e-mail address and mobile number.</summary>
/// <param name="List">The list that was left; null for every list of the account.</param>
/// <param name="Key">The contact's key, as sent.</param>
/// <param name="Email">An e-mail address, as sent.</param>
/// <param name="Mobile">A mobile number, as sent.</param>
public sealed record OptOut(string? List, string? Key, string? Email, string? Mobile)
{
    /// <summary>What is wrong with it, under a pointer; null when it can be acted on.</summary>
    public Problem? Check(string at)
    {
        var named = new[] { Key, Email, Mobile }.Count(n => !string.IsNullOrWhiteSpace(n));
        if (named != 1)
            return new Problem(at, "names the person by exactly one of key, email and mobile.");
        return List is null || Names.IsValid(List) ? null : new Problem(at + "/list", $"is no list's name: {Names.Rule}.");
    }
}
