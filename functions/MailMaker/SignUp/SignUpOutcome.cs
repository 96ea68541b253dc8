using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;

namespace MailMaker.SignUp;

/// <summary>What became of a posted form, as far as who posted it is told.</summary>
public abstract record SignUpOutcome
{
    private SignUpOutcome()
    {
    }

    /// <summary>Taken: the same for new, pending, member, barred and too often asked addresses, and for robots that fell for the trap.</summary>
    /// <param name="List">The list.</param>
    /// <param name="Form">The form.</param>
    /// <param name="Language">The form's language.</param>
    public sealed record Taken(ContactList List, SignUpForm Form, string Language) : SignUpOutcome;

    /// <summary>Faults to mend.</summary>
    /// <param name="List">The list.</param>
    /// <param name="Form">The form.</param>
    /// <param name="Language">The form's language.</param>
    /// <param name="Posted">What was posted.</param>
    /// <param name="Faults">What is wrong with it.</param>
    public sealed record Faulty(ContactList List, SignUpForm Form, string Language, SubmittedFields Posted, IReadOnlyList<FormFault> Faults) : SignUpOutcome;

    /// <summary>The body can't be read at all.</summary>
    /// <param name="Detail">Why.</param>
    public sealed record Unreadable(string Detail) : SignUpOutcome;

    /// <summary>There is no such form.</summary>
    public sealed record NoForm : SignUpOutcome;

    /// <summary>The website may not post it.</summary>
    public sealed record Foreign : SignUpOutcome;

    /// <summary>Too many posts from one place.</summary>
    public sealed record TooMany : SignUpOutcome;
}
