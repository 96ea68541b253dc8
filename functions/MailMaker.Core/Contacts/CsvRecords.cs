using System.Runtime.CompilerServices;
using System.Text;

namespace MailMaker.Core.Contacts;

/// <summary>Splits CSV text of our own making into records as they stand: a record goes on while a quote is open.</summary>
public static class CsvRecords
{
    /// <summary>The records, without their line ends.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(TextReader text, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var record = new StringBuilder();
        var isQuoted = false;
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            record.Append(record.Length == 0 ? "" : "\r\n").Append(line);
            isQuoted ^= line.AsSpan().Count('"') % 2 == 1;
            if (isQuoted)
                continue;
            yield return record.ToString();
            record.Clear();
        }

        if (record.Length > 0)
            yield return record.ToString();
    }

    /// <summary>Whether a record names somebody: one of the values stands in it, whatever its case, as a word of its own.</summary>
    /// <param name="record">The record.</param>
    /// <param name="values">Key and addresses in canonical form.</param>
    public static bool Names(string record, IReadOnlyList<string> values) => values.Any(v => Names(record, v));

    private static bool Names(string record, string value)
    {
        for (var at = 0; value.Length > 0 && (at = record.IndexOf(value, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + value.Length;
            if ((at == 0 || !char.IsLetterOrDigit(record[at - 1])) && (end == record.Length || !char.IsLetterOrDigit(record[end])))
                return true;
        }

        return false;
    }
}
