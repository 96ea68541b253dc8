using MailMaker.Core;

namespace MailMaker.Contacts;

/// <summary>What became of changing a contact's key.</summary>
public abstract record KeyChangeOutcome
{
    private KeyChangeOutcome()
    {
    }

    /// <summary>The contact goes by the new key.</summary>
    /// <param name="Contact">The contact.</param>
    public sealed record Changed(StoredContact Contact) : KeyChangeOutcome;

    /// <summary>There is no such contact.</summary>
    public sealed record Missing : KeyChangeOutcome;

    /// <summary>It is not possible as things stand.</summary>
    /// <param name="Detail">Why.</param>
    public sealed record NotNow(string Detail) : KeyChangeOutcome;

    /// <summary>Something is wrong with what was asked.</summary>
    /// <param name="Problem">What.</param>
    public sealed record Refused(Problem Problem) : KeyChangeOutcome;
}
