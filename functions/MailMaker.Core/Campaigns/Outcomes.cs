namespace MailMaker.Core.Campaigns;

/// <summary>What the kinds of outcome have in common.</summary>
public static class Outcomes
{
    /// <summary>Every outcome, in the order of their numbers.</summary>
    public static IReadOnlyList<Outcome> All { get; } = Enum.GetValues<Outcome>();

    /// <summary>Whether nothing more will happen for this recipient.</summary>
    public static bool IsFinal(this Outcome outcome) => outcome is not (Outcome.Pending or Outcome.Deferred);

    /// <summary>Whether the recipient was decided against.</summary>
    public static bool IsDropped(this Outcome outcome) => outcome >= Outcome.ContactRemoved;

    /// <summary>The name used in JSON and CSV, such as <c>notConsented</c>.</summary>
    public static string Word(this Outcome outcome) => Words[(int)outcome];

    private static readonly string[] Words = MakeWords();

    private static string[] MakeWords()
    {
        var words = new string[(int)All.Max() + 1];
        foreach (var outcome in All)
            words[(int)outcome] = char.ToLowerInvariant(outcome.ToString()[0]) + outcome.ToString()[1..];
        return words;
    }
}
