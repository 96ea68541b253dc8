using System.Buffers;

namespace MailMaker.Core.Imports;

/// <summary>What became of some rows of a file, in their order. Used by one thread at a time.</summary>
/// <param name="columns">The file's columns.</param>
internal sealed class StagedRows(IReadOnlyList<ImportColumn> columns)
{
    private readonly ArrayBufferWriter<byte> packed = new(4 * 1024);
    private readonly List<Entry> rows = [];
    private int current = -1;

    /// <summary>How many rows there are.</summary>
    public int Count => rows.Count;

    /// <summary>What became of the current row.</summary>
    public RowOutcome Outcome => rows[current].Outcome;

    /// <summary>Whether the current row names its contact; some rejected rows do.</summary>
    public bool HasKey => rows[current].Length > 0;

    /// <summary>The current row, when it is staged; for a rejected one with a key, its presence.</summary>
    public StagedRow Row => StagedRow.Read(packed.WrittenSpan.Slice(rows[current].At, rows[current].Length), out _);

    /// <summary>The current row, when it is rejected.</summary>
    public RejectedRow? Rejected => rows[current].Rejected;

    /// <summary>The values of the current row that could not be read, while the row is staged.</summary>
    public IReadOnlyList<RejectedRow> Warnings => rows[current].Warnings;

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        rows.Clear();
        packed.ResetWrittenCount();
        current = -1;
    }

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Next() => ++current < rows.Count;

    /// <summary>Stages the row that a reader stands at.</summary>
    public void Add(RowStager stager, RowReader row)
    {
        var outcome = stager.Stage(row);
        var at = packed.WrittenCount;
        if (stager.HasKey)
            stager.Row(row.Line, outcome == RowOutcome.Rejected).WriteTo(packed);
        var length = packed.WrittenCount - at;
        rows.Add(outcome == RowOutcome.Rejected
            ? new Entry(outcome, at, length, Fault(row, stager.Reject.Column, stager.Reject.Reason), [])
            : new Entry(outcome, at, length, null, stager.Warnings.Count == 0 ? [] : [.. stager.Warnings.Select(w => Fault(row, w.Column, w.Reason))]));
    }

    /// <summary>Text for people: without the marks of bytes that could not be read.</summary>
    public static string Readable(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : string.Concat(text.EnumerateRunes().Select(r => r.ToString()));

    private RejectedRow Fault(RowReader row, int column, string reason) => new(
        row.Line, column < 0 ? "" : columns[column].Heading, reason, Readable(row.AsText(RejectedRow.MostRowCharacters)), row.PlaceOf(column));

    private readonly record struct Entry(RowOutcome Outcome, int At, int Length, RejectedRow? Rejected, IReadOnlyList<RejectedRow> Warnings);
}
