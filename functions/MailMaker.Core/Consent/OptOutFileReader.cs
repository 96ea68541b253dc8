using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Imports.Packing;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Consent;

/// <summary>
/// Reads an opt-out file as a stream: keys, e-mail addresses or mobile numbers in the column that a heading names, or in the first one where there are no headings. The
/// same formats, packings and limits as contact files. Not safe for use by two threads.
/// </summary>
public sealed class OptOutFileReader : IDisposable
{
    private readonly ContactList list;
    private readonly Dictionary<KeyKind, FieldRule> rules;
    private OpenedFile? file;
    private SheetTable? sheet;
    private RowReader? rows;
    private OptOutColumn? column;
    private bool isFirstPending;

    private OptOutFileReader(ContactList list)
    {
        this.list = list;
        rules = Enum.GetValues<KeyKind>().ToDictionary(k => k, k => FieldRules.For(list, HeaderMap.KeyField(k)));
    }

    /// <summary>Why the file can't be read, or can't be read on; empty when it can.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Rows read so far, without headings and rows without any text.</summary>
    public long Rows { get; private set; }

    /// <summary>The current row; null when it is rejected.</summary>
    public OptOutEntry? Entry { get; private set; }

    /// <summary>The current row, when it is rejected.</summary>
    public RejectedRow? Rejected { get; private set; }

    /// <summary>Opens a file. Ask <see cref="Refusal"/> before reading.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="list">The list that people leave.</param>
    /// <param name="spool">Makes an empty spool for workbooks; see <see cref="ContactFileOptions.Spool"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<OptOutFileReader> OpenAsync(Stream stream, ContactList list, Func<Stream> spool, CancellationToken cancellation = default)
    {
        var reader = new OptOutFileReader(list);
        try
        {
            await reader.OpenAsync(stream, spool, cancellation).ConfigureAwait(false);
        }
        catch (DamagedFileException e)
        {
            reader.Refusal = e.Message;
        }

        return reader;
    }

    /// <summary>Moves to the next row; false at the end, or where the file can't be read on, which <see cref="Refusal"/> then says.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation = default)
    {
        try
        {
            while (isFirstPending || await rows!.ReadAsync(cancellation).ConfigureAwait(false))
            {
                isFirstPending = false;
                if (IsBlank())
                    continue;
                Rows++;
                Take();
                return true;
            }
        }
        catch (DamagedFileException e)
        {
            Refusal = e.Message;
        }

        return false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        sheet?.Dispose();
        file?.Dispose();
    }

    private async Task OpenAsync(Stream stream, Func<Stream> spool, CancellationToken cancellation)
    {
        file = await new FileOpener(spool).OpenAsync(stream, cancellation).ConfigureAwait(false);
        if (file.Kind == ContactFileKind.Text)
        {
            var text = await TextTable.OpenAsync(file.Content, list, null, cancellation).ConfigureAwait(false);
            (Refusal, rows) = (text.Refusal, text.Rows);
        }
        else
        {
            sheet = SheetTable.Open(file, null, spool);
            rows = sheet.Rows;
        }

        if (Refusal.Length == 0)
            await ReadHeaderAsync(cancellation).ConfigureAwait(false);
    }

    private async Task ReadHeaderAsync(CancellationToken cancellation)
    {
        do
        {
            if (!await rows!.ReadAsync(cancellation).ConfigureAwait(false))
            {
                Refusal = "The file is empty.";
                return;
            }
        }
        while (IsBlank());
        var cells = Enumerable.Range(0, Math.Min(rows.CellCount, RowReader.MostCells)).Select(i => rows[i].ToString()).ToList();
        // A first row that can't be read is no header; it is rejected like any other.
        if (rows.Fault == RowFault.None)
        {
            column = OptOutColumn.InHeader(list, cells, out var refusal);
            Refusal = refusal;
        }

        isFirstPending = column is null;
        column ??= OptOutColumn.First;
    }

    private void Take()
    {
        (Entry, Rejected) = (null, null);
        if (rows!.Fault != RowFault.None)
        {
            Reject("The row can't be read: a quote in it is not closed, or it is too long");
            return;
        }

        var value = Blanks.Trim(rows[column!.Index]).ToString();
        var kind = column.KindOf(list, value);
        if (kind == KeyKind.Fkey && list.Key != KeyKind.Fkey)
            Reject("is neither an e-mail address nor a mobile number");
        else if (rules[kind].Normalise(value, out var canonical) is { } fault)
            Reject(fault);
        else if (canonical.Length == 0)
            Reject("is empty");
        else
            Entry = new OptOutEntry(rows.Line, kind, canonical);
    }

    private void Reject(string reason) => Rejected = new RejectedRow(
        rows!.Line, column!.Heading, reason, Readable(rows.AsText(RejectedRow.MostRowCharacters)), rows.PlaceOf(column.Index));

    private bool IsBlank()
    {
        if (rows!.Fault != RowFault.None)
            return false;
        for (var i = 0; i < rows.CellCount; i++)
        {
            if (!rows[i].IsWhiteSpace())
                return false;
        }

        return true;
    }

    private static string Readable(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
}
