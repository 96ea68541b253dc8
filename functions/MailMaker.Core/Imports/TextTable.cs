using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>A text file of which encoding and delimiter are known: its records, from the header on.</summary>
internal sealed class TextTable
{
    private const int SampleCharacters = 64 * 1024;

    private TextTable(TextSource source, char delimiter, CsvReader? rows, string refusal) => (Source, Delimiter, Rows, Refusal) = (source, delimiter, rows, refusal);

    /// <summary>The text.</summary>
    public TextSource Source { get; }

    /// <summary>What separates its cells.</summary>
    public char Delimiter { get; }

    /// <summary>Its records; null when it is refused.</summary>
    public CsvReader? Rows { get; }

    /// <summary>Why it is no text; empty when it is.</summary>
    public string Refusal { get; }

    /// <summary>Finds out what a text file is like.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="list">The list, whose headings tell delimiters.</param>
    /// <param name="mapping">What is known of it beforehand.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async ValueTask<TextTable> OpenAsync(Stream stream, ContactList list, FileMapping? mapping, CancellationToken cancellation)
    {
        var source = new TextSource(stream, mapping?.Encoding);
        var sample = new char[SampleCharacters];
        var length = 0;
        int read;
        while (sample.Length - length >= TextSource.LeastRoom && (read = await source.ReadAsync(sample.AsMemory(length), cancellation).ConfigureAwait(false)) > 0)
            length += read;
        if (source.NotText is { } notText)
            return new TextTable(source, ',', null, notText);
        var text = sample.AsMemory(0, length);
        var skipped = TakeSeparatorLine(ref text, out var separator);
        var mapped = new MappedHeadings(mapping);
        var delimiter = separator ?? mapping?.Delimiter?[0] ?? DelimiterSniffer.Find(text.Span, h => mapped.Find(h, out _) || HeaderMap.IsKnown(list, h));
        return new TextTable(source, delimiter, new CsvReader(source, delimiter, text.Span, skipped), "");
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
}
