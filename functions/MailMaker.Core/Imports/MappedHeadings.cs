namespace MailMaker.Core.Imports;

/// <summary>Finds headings in a mapping: the exact one first, then one that differs in case, accents, blanks and punctuation only.</summary>
internal sealed class MappedHeadings
{
    private readonly IReadOnlyDictionary<string, string?> exact;
    private readonly Dictionary<string, string?> alike = [];

    public MappedHeadings(FileMapping? mapping)
    {
        exact = mapping?.Columns ?? new Dictionary<string, string?>();
        foreach (var (heading, field) in exact)
        {
            if (Headings.Key(heading) is { Length: > 0 } key)
                alike.TryAdd(key, field);
        }
    }

    /// <summary>Whether the mapping says what becomes of a heading.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="field">The field that it fills; null: it is not read.</param>
    public bool Find(string heading, out string? field) => exact.TryGetValue(heading, out field) || alike.TryGetValue(Headings.Key(heading), out field);
}
