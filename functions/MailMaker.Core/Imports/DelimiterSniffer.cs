namespace MailMaker.Core.Imports;

/// <summary>Finds the delimiter of a file: the one under which most headings are known, then the one that cuts the rows most evenly.</summary>
internal static class DelimiterSniffer
{
    private const int Records = 50;
    private const int MostTitles = 10;

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>The delimiter; a comma for a file of one column.</summary>
    /// <param name="sample">The beginning of the file, from the header or from what people wrote above it on.</param>
    /// <param name="isKnown">Whether a heading is one that a list knows.</param>
    public static char Find(ReadOnlySpan<char> sample, Func<string, bool> isKnown)
    {
        // The header is the first line with a heading that is known; above it there may be a title. Where there is none, the first line must do.
        char? first = null;
        for (var lines = 0; lines <= MostTitles && !sample.IsEmpty; lines++)
        {
            var best = Best(sample, isKnown);
            if (best.Known > 0)
                return best.Delimiter;
            var end = sample.IndexOfAny('\r', '\n');
            if (end < 0 || isKnown(sample[..end].Trim(" \"").ToString()))
                return first ?? best.Delimiter;
            first ??= best.Cells > 1 ? best.Delimiter : null;
            sample = sample[end..].TrimStart("\r\n");
        }

        return first ?? ',';
    }

    private static (int Known, int Cells, char Delimiter) Best(ReadOnlySpan<char> sample, Func<string, bool> isKnown)
    {
        var best = (Known: 0, Even: 0.0, Cells: 1, Delimiter: ',');
        foreach (var candidate in Candidates)
        {
            var (header, even, known) = Try(sample, candidate, isKnown);
            if (header < 2)
                continue;
            var found = (known, even, header, candidate);
            if (found.CompareTo((best.Known, best.Even, best.Cells, '\uFFFF')) > 0)
                best = found;
        }

        return (best.Known, best.Cells, best.Delimiter);
    }

    // Cells of the header, the share of records with as many, and how many headings are known.
    private static (int Header, double Even, int Known) Try(ReadOnlySpan<char> sample, char delimiter, Func<string, bool> isKnown)
    {
        var (header, records, even, known) = (0, 0, 0, 0);
        for (var rest = sample; !rest.IsEmpty && records < Records;)
        {
            var cells = 1;
            var length = 0;
            for (var cellStart = 0; ; cellStart = length + 1, cells++)
            {
                length = cellStart + CellLength(rest[cellStart..], delimiter);
                if (header == 0 && isKnown(rest[cellStart..length].Trim(" \"").ToString()))
                    known++;
                if (length >= rest.Length || rest[length] != delimiter)
                    break;
            }

            var isEmpty = length == 0;
            rest = rest[Math.Min(length + 1, rest.Length)..].TrimStart("\r\n");
            if (isEmpty)
                continue;
            records++;
            header = header == 0 ? cells : header;
            // The sample cuts its last record.
            even += cells == header || (rest.IsEmpty && cells < header) ? 1 : 0;
        }

        return (header, records == 0 ? 0 : (double)even / records, known);
    }

    private static int CellLength(ReadOnlySpan<char> text, char delimiter)
    {
        var at = 0;
        if (!text.IsEmpty && text[0] == '"')
        {
            for (at = 1; at < text.Length; at++)
            {
                if (text[at] != '"')
                    continue;
                if (at + 1 < text.Length && text[at + 1] == '"')
                    at++;
                else
                    break;
            }

            at = Math.Min(at + 1, text.Length);
        }

        var length = text[at..].IndexOfAny(delimiter, '\r', '\n');
        return length < 0 ? text.Length : at + length;
    }
}
