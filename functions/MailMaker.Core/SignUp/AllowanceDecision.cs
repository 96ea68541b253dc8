namespace MailMaker.Core.SignUp;

/// <summary>What an address's allowance says to one more mail.</summary>
public abstract record AllowanceDecision
{
    private AllowanceDecision()
    {
    }

    /// <summary>It may go, once this is written.</summary>
    /// <param name="State">What is taken now, as kept.</param>
    /// <param name="ExpiresAt">When nothing of it counts any more.</param>
    public sealed record Taken(byte[] State, DateTimeOffset ExpiresAt) : AllowanceDecision;

    /// <summary>It was taken for this very mail in an earlier run.</summary>
    public sealed record TakenBefore : AllowanceDecision;

    /// <summary>No more for now.</summary>
    public sealed record Refused : AllowanceDecision;
}
