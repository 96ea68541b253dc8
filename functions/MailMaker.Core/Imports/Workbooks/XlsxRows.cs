using System.Globalization;
using System.Xml;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>
/// The rows of a sheet as its XML streams by (ECMA-376 part 1, 18.3.1.73). A formula gives the value that was last calculated; of merged cells the
/// first one has the value; hidden rows and columns are read like others.
/// </summary>
internal sealed class XlsxRows : SheetRows
{
    private readonly XmlPart part;
    private readonly SharedStrings strings;
    private readonly CellFormats formats;
    private readonly bool from1904;
    private readonly string rowName;
    private readonly string cellName;
    private readonly string valueName;
    private readonly string inlineName;
    private readonly char[] value = new char[FileLimits.MostRowCharacters];
    private int number;
    private bool inSheet;

    public XlsxRows(XmlPart part, SharedStrings strings, CellFormats formats, bool from1904)
    {
        (this.part, this.strings, this.formats, this.from1904) = (part, strings, formats, from1904);
        (rowName, cellName, valueName, inlineName) = (part.Names.Add("row"), part.Names.Add("c"), part.Names.Add("v"), part.Names.Add("is"));
    }

    /// <inheritdoc />
    public override bool Read(SheetRow row)
    {
        if (!inSheet && !(inSheet = part.ReadTo("sheetData")))
            return false;
        while (part.Read())
        {
            if (part.Type == XmlNodeType.Element && ReferenceEquals(part.Name, rowName))
            {
                ReadRow(row);
                return true;
            }

            if (part.Type == XmlNodeType.EndElement && part.Name == "sheetData")
                break;
        }

        return false;
    }

    /// <inheritdoc />
    public override void Dispose() => part.Dispose();

    private void ReadRow(SheetRow row)
    {
        var (depth, isEmpty) = (part.Depth, part.IsEmpty);
        number = part["r"] is { } said && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : number + 1;
        if (number is < 1 or > FileLimits.MostSheetRows)
            throw new DamagedFileException($"The sheet has a row beyond {FileLimits.MostSheetRows:N0}, the most that a sheet has.");
        row.Begin(number);
        var column = -1;
        while (!isEmpty && part.Read() && part.Depth > depth)
        {
            if (part.Type == XmlNodeType.Element && ReferenceEquals(part.Name, cellName))
                ReadCell(row, ref column);
        }
    }

    private void ReadCell(SheetRow row, ref int column)
    {
        var (depth, isEmpty, type, style) = (part.Depth, part.IsEmpty, CellType.Number, 0);
        column++;
        while (part.NextAttribute())
        {
            if (!part.TryCopyText(value, out var length))
                continue;
            var text = value.AsSpan(0, length);
            switch (part.Name)
            {
                case "r":
                    column = CellAddress.ColumnOf(text);
                    break;
                case "t":
                    type = TypeOf(text);
                    break;
                case "s":
                    style = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
                    break;
            }
        }

        if (column is < 0 or >= FileLimits.MostSheetColumns)
            throw new DamagedFileException($"Row {number} of the sheet has a cell with an address that no sheet has.");
        while (!isEmpty && part.Read() && part.Depth > depth)
        {
            if (part.Type != XmlNodeType.Element)
                continue;
            if (ReferenceEquals(part.Name, valueName))
                ReadValue(row, column, type, style);
            else if (ReferenceEquals(part.Name, inlineName))
                row.Add(column, CellKind.Text, value.AsSpan(0, RichText.Read(part, value)));
        }
    }

    private void ReadValue(SheetRow row, int column, CellType type, int style)
    {
        var length = 0;
        if (part.IsEmpty)
            return;
        var depth = part.Depth;
        while (part.Read() && part.Depth > depth)
        {
            if (part.Type is XmlNodeType.Element or XmlNodeType.EndElement)
                continue;
            if (!part.TryCopyText(value.AsSpan(length), out var copied))
                row.Overflow(column);
            length += copied;
        }

        Add(row, column, type, style, value.AsSpan(0, length));
    }

    private void Add(SheetRow row, int column, CellType type, int style, Span<char> text)
    {
        switch (type)
        {
            case CellType.Shared:
                AddShared(row, column, text);
                break;
            case CellType.Boolean:
                row.Add(column, CellKind.Boolean, text.Trim() is "1" or "true" ? "true" : "false");
                break;
            case CellType.Error:
                row.Add(column, CellKind.Error, text);
                break;
            case CellType.Date:
                AddDate(row, column, text.Trim());
                break;
            case CellType.Text:
                row.Add(column, CellKind.Text, text[..RichText.Unescape(text)]);
                break;
            default:
                AddNumber(row, column, style, text.Trim());
                break;
        }
    }

    private void AddShared(SheetRow row, int column, ReadOnlySpan<char> text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
            || strings.CopyTo(index, row.Room) is not (>= 0 and var length))
            throw new DamagedFileException($"The workbook is damaged: its cell {CellAddress.ColumnName(column)}{number} refers to a text that it does not have.");
        if (length > row.Room.Length)
            row.Overflow(column);
        else
            row.Add(column, CellKind.Text, length);
    }

    // Workbooks of other programs may say dates in ISO 8601 (ECMA-376 part 1, 18.18.11).
    private static void AddDate(SheetRow row, int column, ReadOnlySpan<char> text)
    {
        var said = text.EndsWith("T00:00:00", StringComparison.Ordinal) ? text[..10] : text;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) && text.Length >= 10)
            row.Add(column, CellKind.Date, said, moment.ToOADate());
        else
            row.Add(column, CellKind.Text, text);
    }

    private void AddNumber(SheetRow row, int column, int style, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) || !double.IsFinite(n))
        {
            row.Add(column, CellKind.Text, text);
            return;
        }

        var kind = NumberCell.Write(n, text, formats[style], from1904, row.Room, out var written);
        if (written == 0)
            row.Overflow(column);
        else
            row.Add(column, kind, written, n);
    }

    // ECMA-376 part 1, 18.18.11.
    private static CellType TypeOf(ReadOnlySpan<char> text) => text switch
    {
        "s" => CellType.Shared,
        "str" or "inlineStr" => CellType.Text,
        "b" => CellType.Boolean,
        "e" => CellType.Error,
        "d" => CellType.Date,
        _ => CellType.Number,
    };

    private enum CellType
    {
        Number,
        Shared,
        Text,
        Boolean,
        Error,
        Date,
    }
}
