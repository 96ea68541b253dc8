namespace MailMaker.Core.SignUp;

/// <summary>What a person is asked to agree to for one purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Text">The text by language tag, such as <c>it</c>; at most 4,000 characters each.</param>
public sealed record ConsentText(ConsentPurpose Purpose, IReadOnlyDictionary<string, string> Text)
{
    /// <summary>Whether both ask for the same in the same words.</summary>
    public bool SaysTheSameAs(ConsentText other) =>
        Purpose == other.Purpose && Text.Count == other.Text.Count && Text.All(t => other.Text.TryGetValue(t.Key, out var said) && said == t.Value);
}
