namespace MailMaker.Core.Consent;

/// <summary>What becomes of one membership by a person's preferences.</summary>
public abstract record PreferenceChange
{
    private PreferenceChange()
    {
    }

    /// <summary>The person leaves the list.</summary>
    /// <param name="Membership">Which.</param>
    public sealed record Leave(Membership Membership) : PreferenceChange;

    /// <summary>The person stays and chooses.</summary>
    /// <param name="Membership">Where.</param>
    /// <param name="Fields">Built-in fields with their new values.</param>
    public sealed record Choose(Membership Membership, IReadOnlyDictionary<string, string> Fields) : PreferenceChange;
}
