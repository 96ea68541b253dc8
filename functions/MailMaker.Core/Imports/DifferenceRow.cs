namespace MailMaker.Core.Imports;

/// <summary>A contact in a difference: what it has and would have.</summary>
/// <param name="Line">The line of its row; 0 when the file lacks it.</param>
/// <param name="Key">Its key.</param>
/// <param name="Fields">The fields that differ.</param>
public sealed record DifferenceRow(long Line, string Key, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>Characters of a value that are shown; of a longer one the last is an ellipsis.</summary>
    public const int MostValueCharacters = 500;

    /// <summary>The row with long values cut.</summary>
    public DifferenceRow Cut() => this with
    {
        Fields = [.. Fields.Select(f => f with { Old = Cut(f.Old), New = Cut(f.New) })],
    };

    private static string? Cut(string? value)
    {
        if (value is not { Length: > MostValueCharacters })
            return value;
        // Not between the halves of a surrogate pair.
        var end = char.IsHighSurrogate(value[MostValueCharacters - 2]) ? MostValueCharacters - 2 : MostValueCharacters - 1;
        return value[..end] + "…";
    }
}
