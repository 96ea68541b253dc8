namespace MailMaker.Contacts;

/// <summary>What became of a batch.</summary>
/// <param name="Counts">Items by result; those that are protected are counted once more as such.</param>
/// <param name="Results">What became of each item, in their order.</param>
public sealed record BatchAnswer(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ContactResult> Results)
{
    /// <summary>The answer of these results.</summary>
    public static BatchAnswer Of(IReadOnlyList<ContactResult> results)
    {
        var counts = new Dictionary<string, int>();
        foreach (var kind in Enum.GetValues<ContactResultKind>())
            counts[kind.ToString().ToLowerInvariant()] = results.Count(r => r.Result == kind);
        counts["protected"] = results.Count(r => r.Protected);
        return new BatchAnswer(counts, results);
    }
}
