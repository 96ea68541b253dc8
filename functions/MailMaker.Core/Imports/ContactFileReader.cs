using MailMaker.Core.Imports.Packing;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>
/// Reads a contact file - delimited text of any encoding, an .xlsx or .xls, packed by gzip or zip or not, told by its content - as a stream: header
/// first, then row by row, each staged or rejected. Memory does not grow with the file. Limits: <see cref="FileLimits"/>. Not safe for use by two
/// threads.
/// </summary>
public sealed class ContactFileReader : IDisposable
{
    // Titles and dates that people write above a table.
    private const int MostRowsAboveHeader = 10;

    private readonly ContactList list;
    private readonly ContactFileOptions options;
    private OpenedFile? file;
    private TextTable? text;
    private SheetTable? sheet;
    private StagingAhead? ahead;
    private StagedRows? staged;

    private ContactFileReader(ContactList list, ContactFileOptions options) => (this.list, this.options) = (list, options);

    /// <summary>
    /// Why the file can't be imported at all; empty when it can, as far as it was read: damage and limits may show only in its middle, and then
    /// <see cref="ReadAsync"/> ends early.
    /// </summary>
    public string Refusal { get; private set; } = "";

    /// <summary>What the file is.</summary>
    public ContactFileKind Kind => file?.Kind ?? ContactFileKind.Text;

    /// <summary>What it came in.</summary>
    public ContactFilePacking Packing => file?.Packing ?? ContactFilePacking.None;

    /// <summary>The file's columns and what they fill; empty when the file was refused before its header.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; private set; } = [];

    /// <summary>The encoding of a text, as far as it was read.</summary>
    public TextKind Encoding => text?.Source.Kind ?? TextKind.Utf8;

    /// <summary>Whether a text begins with a byte order mark.</summary>
    public bool HasByteOrderMark => text?.Source.HasByteOrderMark ?? false;

    /// <summary>What separates the cells of a text.</summary>
    public char Delimiter => text?.Delimiter ?? ',';

    /// <summary>The sheet of a workbook that is read; empty for a text.</summary>
    public string Sheet => sheet?.Name ?? "";

    /// <summary>Rows read so far: what follows the header, less rows without any text.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows without any text, which are passed over.</summary>
    public long BlankRows => ahead?.BlankRows ?? 0;

    /// <summary>What became of the current row.</summary>
    public RowOutcome Outcome => staged!.Outcome;

    /// <summary>Whether the current row names its contact; some rejected rows do.</summary>
    public bool HasKey => staged!.HasKey;

    /// <summary>The current row, when it is staged; for a rejected one with a key, its presence. Valid until the next read.</summary>
    public StagedRow Row => staged!.Row;

    /// <summary>The current row, when it is rejected.</summary>
    public RejectedRow Rejected => staged!.Rejected!;

    /// <summary>Whether the current row is staged without some of its values, which could not be read.</summary>
    public bool HasWarnings => staged!.Warnings.Count > 0;

    /// <summary>The values of the current row that could not be read, while the row is staged; their fields stay as they are.</summary>
    public IReadOnlyList<RejectedRow> Warnings => staged!.Warnings;

    /// <summary>Opens a file and reads its header. Ask <see cref="Refusal"/> before reading rows.</summary>
    /// <param name="stream">The file; read from where it stands, left open. Best seekable: a workbook that is not is spooled.</param>
    /// <param name="list">The list that it is for.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<ContactFileReader> OpenAsync(Stream stream, ContactList list, ContactFileOptions? options = null, CancellationToken cancellation = default)
    {
        var reader = new ContactFileReader(list, options ?? new ContactFileOptions());
        try
        {
            reader.Refusal = await reader.OpenAsync(stream, cancellation).ConfigureAwait(false);
        }
        catch (DamagedFileException e)
        {
            reader.Refusal = e.Message;
        }

        return reader;
    }

    /// <summary>Moves to the next row; false at the end of the file, or where it can't be read on, which <see cref="Refusal"/> then says.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation = default)
    {
        while (staged is null || !staged.Next())
        {
            if (ahead is null || await ahead.NextAsync(cancellation).ConfigureAwait(false) is not { } next)
            {
                Refusal = ahead?.Refusal ?? Refusal;
                return false;
            }

            staged = next;
        }

        Rows++;
        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        sheet?.Dispose();
        file?.Dispose();
    }

    private async ValueTask<string> OpenAsync(Stream stream, CancellationToken cancellation)
    {
        file = await new FileOpener(options.Spool).OpenAsync(stream, cancellation).ConfigureAwait(false);
        if (file.Kind == ContactFileKind.Text)
        {
            text = await TextTable.OpenAsync(file.Content, list, options.Mapping, cancellation).ConfigureAwait(false);
            return text.Refusal.Length > 0 ? text.Refusal : await ReadHeaderAsync(text.Rows!, cancellation).ConfigureAwait(false);
        }

        sheet = SheetTable.Open(file, options.Mapping?.Sheet, options.Spool);
        return await ReadHeaderAsync(sheet.Rows, cancellation).ConfigureAwait(false);
    }

    // The header is the first row, or the first of a few that has the list's key.
    private async ValueTask<string> ReadHeaderAsync(RowReader from, CancellationToken cancellation)
    {
        HeaderMap? first = null;
        for (var above = 0; above <= MostRowsAboveHeader;)
        {
            if (!await from.ReadAsync(cancellation).ConfigureAwait(false))
                return first?.Refusal ?? "The file is empty.";
            if (StagingAhead.IsBlank(from))
                continue;
            if (from.Fault != RowFault.None)
                return first?.Refusal ?? $"The header in line {from.Line} can't be read: a quote in it is not closed, or it is longer than 65,536 characters.";
            var map = HeaderMap.Create(list, Headings(from), options.Mapping);
            if (map.Refusal.Length == 0)
                return Take(map, from);
            first ??= map;
            above++;
        }

        Columns = first!.Columns;
        return first.Refusal;
    }

    private string Take(HeaderMap map, RowReader from)
    {
        Columns = map.Columns;
        from.ExpectedCells = map.Columns.Count;
        var conventions = options.Mapping?.ConventionsOf(list.Country) ?? Contacts.ValueConventions.Of(list.Country);
        ahead = new StagingAhead(from, () => new RowStager(list, map, conventions with { From1904 = sheet?.From1904 ?? false }), map.Columns);
        return "";
    }

    private static string[] Headings(RowReader row)
    {
        var count = row.CellCount;
        // Delimiters that end the line name no column.
        while (count > 1 && count <= RowReader.MostCells && row[count - 1].IsWhiteSpace())
            count--;
        var headings = new string[count];
        for (var i = 0; i < count; i++)
            headings[i] = StagedRows.Readable(row[i].ToString());
        return headings;
    }
}
