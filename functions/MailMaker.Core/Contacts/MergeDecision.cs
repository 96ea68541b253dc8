namespace MailMaker.Core.Contacts;

/// <summary>What a merge makes of a contact.</summary>
public abstract record MergeDecision
{
    private MergeDecision()
    {
    }

    /// <summary>Every supplied field has the value that it had.</summary>
    public sealed record Unchanged : MergeDecision;

    /// <summary>The contact has these fields now.</summary>
    /// <param name="Fields">All its fields, as kept.</param>
    public sealed record Changed(byte[] Fields) : MergeDecision;

    /// <summary>Together with what the contact has already, the fields are more than <see cref="FieldsJson.MostBytes"/>.</summary>
    public sealed record TooLarge : MergeDecision;
}
