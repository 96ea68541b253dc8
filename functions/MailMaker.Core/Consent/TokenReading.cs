namespace MailMaker.Core.Consent;

/// <summary>What a token that came in from outside turned out to be.</summary>
public abstract record TokenReading
{
    private TokenReading()
    {
    }

    /// <summary>One of ours.</summary>
    /// <param name="Link">What it says.</param>
    public sealed record Valid(UnsubscribeLink Link) : TokenReading;

    /// <summary>Not a token at all: cut off, mangled on its way, or made up.</summary>
    public sealed record Malformed : TokenReading;

    /// <summary>A token in form, but not signed with our secret.</summary>
    public sealed record WrongSignature : TokenReading;
}
