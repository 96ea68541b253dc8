using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>The body of a request that makes or changes a mapping; see <see cref="FileMapping"/> for the members.</summary>
public sealed record FileMappingDefinition
{
    // Room for files of several forms in one mapping.
    private static readonly int MostHeadings = 2 * HeaderMap.MostColumns;

    private const int MostHeadingCharacters = 100;

    // What spreadsheets allow (ECMA-376 part 1, 18.2.19).
    private const int MostSheetCharacters = 31;

    /// <inheritdoc cref="FileMapping.Columns"/>
    public IReadOnlyDictionary<string, string?>? Columns { get; init; }

    /// <inheritdoc cref="FileMapping.OtherColumns"/>
    public OtherColumns? OtherColumns { get; init; }

    /// <inheritdoc cref="FileMapping.DateOrder"/>
    public DateOrder? DateOrder { get; init; }

    /// <inheritdoc cref="FileMapping.DecimalMark"/>
    public DecimalMark? DecimalMark { get; init; }

    /// <inheritdoc cref="FileMapping.Delimiter"/>
    public string? Delimiter { get; init; }

    /// <inheritdoc cref="FileMapping.Encoding"/>
    public TextKind? Encoding { get; init; }

    /// <inheritdoc cref="FileMapping.Sheet"/>
    public string? Sheet { get; init; }

    /// <summary>The mapping that is asked for, or what is wrong.</summary>
    /// <param name="list">The list that it belongs to.</param>
    /// <param name="name">Its name.</param>
    public Checked<FileMapping> ToMapping(ContactList list, string name)
    {
        var columns = new Dictionary<string, string?>();
        List<Problem> problems = [.. Check(name), .. CheckColumns(list, columns)];
        return problems.Count > 0
            ? new(null, problems)
            : new(
                new FileMapping
                {
                    Name = name, Columns = columns, OtherColumns = OtherColumns ?? default, DateOrder = DateOrder, DecimalMark = DecimalMark,
                    Delimiter = Delimiter, Encoding = Encoding, Sheet = Sheet,
                },
                []);
    }

    private IEnumerable<Problem> Check(string name)
    {
        if (!Names.IsValid(name))
            yield return new("", $"The mapping's name in the path must have {Names.Rule}.");
        if (Delimiter is not null && (Delimiter.Length != 1 || char.IsLetterOrDigit(Delimiter[0]) || Delimiter[0] is '"' or '\r' or '\n' || char.IsSurrogate(Delimiter[0])))
            yield return new("/delimiter", "The delimiter is one character that is neither a letter, a digit, a quote nor a line end.");
        if (Encoding is TextKind.Ascii)
            yield return new("/encoding", "Say utf8: every ASCII file is one.");
        if (Sheet is { Length: 0 or > MostSheetCharacters })
            yield return new("/sheet", $"A sheet's name has 1 to {MostSheetCharacters} characters.");
    }

    private IEnumerable<Problem> CheckColumns(ContactList list, Dictionary<string, string?> columns)
    {
        if (Columns?.Count > MostHeadings)
            yield return new("/columns", $"A mapping has at most {MostHeadings} headings; these are {Columns.Count}.");
        foreach (var (heading, field) in Columns ?? new Dictionary<string, string?>())
        {
            var pointer = "/columns" + JsonPointer.Step(heading);
            var known = field is null ? null : HeaderMap.FieldNamed(list, field)?.Name;
            if (heading.Trim().Length is 0 or > MostHeadingCharacters)
                yield return new(pointer, $"A heading has 1 to {MostHeadingCharacters} characters.");
            else if (field is not null && known is null)
                yield return new(pointer, "The field is neither a built-in one, nor the list's own, nor a name for one: 1 to 60 letters, digits, _ or -, a letter first.");
            else if (!columns.TryAdd(heading.Trim(), known))
                yield return new(pointer, "Another heading above differs from it only by blanks around it.");
        }
    }
}
