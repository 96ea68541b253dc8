using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>
/// Reads a contact file of unknown encoding and delimiter as a stream: header first, then row by row, each staged or rejected. Memory does not
/// grow with the file. Not safe for use by two threads.
/// </summary>
public sealed class ContactFileReader
{
    private const int SampleCharacters = 64 * 1024;

    private readonly TextSource source;
    private readonly ContactList list;
    private CsvReader? csv;
    private RowStager? stager;

    private ContactFileReader(Stream stream, ContactList list)
    {
        this.list = list;
        source = new TextSource(stream);
    }

    /// <summary>Why the file can't be imported at all; empty when it can.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>The file's columns and what they fill; empty when the file was refused before its header.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; private set; } = [];

    /// <summary>The encoding, as far as the file was read.</summary>
    public TextKind Encoding => source.Kind;

    /// <summary>Whether the file begins with a byte order mark.</summary>
    public bool HasByteOrderMark => source.HasByteOrderMark;

    /// <summary>What separates the cells.</summary>
    public char Delimiter { get; private set; } = ',';

    /// <summary>Rows read so far: what follows the header, less rows without any text.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows without any text, which are passed over.</summary>
    public long BlankRows { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead => source.BytesRead;

    /// <summary>What became of the current row.</summary>
    public RowOutcome Outcome { get; private set; }

    /// <summary>Whether the current row names its contact; some rejected rows do.</summary>
    public bool HasKey => stager!.HasKey;

    /// <summary>The current row, when it is staged; for a rejected one with a key, its presence. Valid until the next read.</summary>
    public StagedRow Row => stager!.Row(csv!.Line, Outcome == RowOutcome.Rejected);

    /// <summary>The current row, when it is rejected.</summary>
    public RejectedRow Rejected => new(csv!.Line, stager!.Reject.Column, stager.Reject.Reason, Text(csv.Raw));

    /// <summary>Opens a file and reads its header. Ask <see cref="Refusal"/> before reading rows.</summary>
    /// <param name="stream">The file; read once from where it stands, left open.</param>
    /// <param name="list">The list that it is for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<ContactFileReader> OpenAsync(Stream stream, ContactList list, CancellationToken cancellation = default)
    {
        var reader = new ContactFileReader(stream, list);
        reader.Refusal = await reader.ReadHeaderAsync(cancellation).ConfigureAwait(false);
        return reader;
    }

    /// <summary>Moves to the next row; false at the end of the file.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation = default)
    {
        while (await csv!.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (IsBlank(csv))
            {
                if (!csv.IsEmptyLine)
                    BlankRows++;
                continue;
            }

            Rows++;
            Outcome = stager!.Stage(csv);
            return true;
        }

        return false;
    }

    private async Task<string> ReadHeaderAsync(CancellationToken cancellation)
    {
        var sample = new char[SampleCharacters];
        var length = 0;
        int read;
        while (length < sample.Length && (read = await source.ReadAsync(sample.AsMemory(length), cancellation).ConfigureAwait(false)) > 0)
            length += read;
        if (source.NotText is { } notText)
            return notText;
        var text = sample.AsMemory(0, length);
        var skipped = TakeSeparatorLine(ref text, out var separator);
        Delimiter = separator ?? DelimiterSniffer.Find(text.Span, heading => HeaderMap.IsKnown(list, heading));
        csv = new CsvReader(source, Delimiter, text.Span, skipped);
        do
        {
            if (!await csv.ReadAsync(cancellation).ConfigureAwait(false))
                return "The file is empty.";
        }
        while (IsBlank(csv));

        return csv.Fault == RowFault.None ? MapHeader(csv) : $"The header in line {csv.Line} can't be read: a quote in it is not closed, or it is longer than 65,536 characters.";
    }

    private string MapHeader(CsvReader row)
    {
        var count = row.CellCount;
        // Delimiters that end the line name no column.
        while (count > 1 && count <= CsvReader.MostCells && row[count - 1].IsWhiteSpace())
            count--;
        var headings = new string[count];
        for (var i = 0; i < count; i++)
            headings[i] = Text(row[i]);
        var map = HeaderMap.Create(list, headings);
        Columns = map.Columns;
        row.ExpectedCells = count;
        if (map.Refusal.Length == 0)
            stager = new RowStager(list, map);
        return map.Refusal;
    }

    // Spreadsheets write sep=; as a first line to name the delimiter. Returns the lines taken.
    private static int TakeSeparatorLine(ref Memory<char> text, out char? separator)
    {
        separator = null;
        var span = text.Span;
        if (span.Length < 6 || !span.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || span[5] is not ('\r' or '\n') || span[4] is '"' or '\r' or '\n')
            return 0;
        separator = span[4];
        text = text[(span[5] == '\r' && span.Length > 6 && span[6] == '\n' ? 7 : 6)..];
        return 1;
    }

    private static bool IsBlank(CsvReader row)
    {
        if (row.Fault != RowFault.None)
            return false;
        for (var i = 0; i < row.CellCount; i++)
        {
            if (!row[i].IsWhiteSpace())
                return false;
        }

        return true;
    }

    // Text for people: cut, and without the marks of bytes that could not be read.
    private static string Text(ReadOnlySpan<char> raw)
    {
        var text = raw[..Math.Min(raw.Length, RejectedRow.MostRowCharacters)];
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text.ToString();
        return string.Concat(text.ToString().EnumerateRunes().Select(r => r.ToString()));
    }
}
