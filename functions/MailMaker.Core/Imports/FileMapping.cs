using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>How the files of one sender are read: which heading fills which field, and how dates, numbers and cells are written. Saved with a list.</summary>
public sealed record FileMapping
{
    /// <summary>The name of the mapping that dropped files, and uploads that name none, are read by when the list has it.</summary>
    public const string Default = "default";

    /// <summary>Mappings that a list may have.</summary>
    public const int MostPerList = 100;

    /// <summary>Its name within the list (see <see cref="Names"/>).</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Heading to field; null: the column is not read. A heading is found whatever its case, accents, blanks and punctuation, the exact one first.
    /// A heading that stands not here is read as without a mapping.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Columns { get; init; } = new Dictionary<string, string?>();

    /// <summary>What is done with columns that neither the mapping nor the list knows.</summary>
    public OtherColumns OtherColumns { get; init; }

    /// <summary>The order of a date's parts; null: as is usual in the list's country.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The decimal mark; null: as is usual in the list's country.</summary>
    public DecimalMark? DecimalMark { get; init; }

    /// <summary>What separates the cells of a text file, one character; null: found by reading.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The encoding of a text file without a byte order mark; null: found by reading.</summary>
    public TextKind? Encoding { get; init; }

    /// <summary>The sheet of a workbook, whatever its case; null: the first visible one with a cell in it.</summary>
    public string? Sheet { get; init; }

    /// <summary>How values are written.</summary>
    internal ValueConventions ConventionsOf(string country)
    {
        var usual = ValueConventions.Of(country);
        return new ValueConventions(DateOrder ?? usual.Dates, DecimalMark ?? usual.Decimals);
    }
}
