using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>What became of leaving a list.</summary>
public abstract record FarewellOutcome
{
    private FarewellOutcome()
    {
    }

    /// <summary>Recorded, and no mail is handed over from now on.</summary>
    /// <param name="List">The list that was left.</param>
    public sealed record Left(ContactList List) : FarewellOutcome;

    /// <summary>Recorded, but a claim lasts longer than any should: a mail may still be on its way.</summary>
    /// <param name="List">The list that was left.</param>
    public sealed record LeftWhileSending(ContactList List) : FarewellOutcome;

    /// <summary>The list is gone, and with it whatever there was to leave.</summary>
    public sealed record NothingToLeave : FarewellOutcome;
}
