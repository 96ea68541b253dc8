using System.Globalization;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>The rows of one sheet as those of a table. Rows without any value are passed over; cells that end a row may be absent.</summary>
internal sealed class SheetReader(SheetRows rows, string sheet) : RowReader
{
    private readonly SheetRow row = new();

    /// <inheritdoc />
    public override int CellCount => Math.Max(row.CellCount, ExpectedCells);

    /// <inheritdoc />
    public override ReadOnlySpan<char> Raw => row.Text;

    /// <inheritdoc />
    public override ReadOnlySpan<char> this[int index] => row.TextOf(index);

    /// <inheritdoc />
    public override CellKind KindOf(int index) => row.KindOf(index);

    /// <inheritdoc />
    public override string PlaceOf(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{sheet}!{(index < 0 ? "" : CellAddress.ColumnName(index))}{Line}");

    /// <inheritdoc />
    public override string AsText(int mostCharacters)
    {
        var cells = Enumerable.Range(0, Math.Min(row.CellCount, MostCells)).Select(i => row.TextOf(i).ToString())
            .Select(c => c.AsSpan().ContainsAny(",\"\r\n") ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c);
        var text = string.Join(',', cells);
        return text.Length <= mostCharacters ? text : text[..mostCharacters];
    }

    /// <inheritdoc />
    public override ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        do
        {
            if (!rows.Read(row))
                return new ValueTask<bool>(false);
        }
        while (row.CellCount == 0);

        Line = row.Number;
        (Fault, FaultCell) = row.TooLong < 0 ? (RowFault.None, 0) : (RowFault.TooLong, row.TooLong);
        return new ValueTask<bool>(true);
    }
}
