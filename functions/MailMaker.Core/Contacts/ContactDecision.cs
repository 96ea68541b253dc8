namespace MailMaker.Core.Contacts;

/// <summary>What becomes of a contact by a call.</summary>
public abstract record ContactDecision
{
    private ContactDecision()
    {
    }

    /// <summary>The list gains it.</summary>
    /// <param name="Fields">Its fields, as kept.</param>
    public sealed record Created(byte[] Fields) : ContactDecision;

    /// <summary>Some of its fields change.</summary>
    /// <param name="Fields">All its fields, as kept.</param>
    public sealed record Updated(byte[] Fields) : ContactDecision;

    /// <summary>The call says nothing new.</summary>
    public sealed record Unchanged : ContactDecision;

    /// <summary>It is removed.</summary>
    public sealed record Removed : ContactDecision;

    /// <summary>There is none to change or remove.</summary>
    public sealed record Missing : ContactDecision;

    /// <summary>With what it has already, its fields would be more than <see cref="FieldsJson.MostBytes"/>.</summary>
    public sealed record TooLarge : ContactDecision;

    /// <summary>The person was erased: nothing of the call may be kept.</summary>
    public sealed record Erased : ContactDecision;

    /// <summary>Whether the person has left or is suppressed, and the call wanted otherwise: its data changed, its consent did not.</summary>
    public bool IsProtected { get; init; }
}
