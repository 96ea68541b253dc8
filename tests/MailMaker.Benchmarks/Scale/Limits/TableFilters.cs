namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>Reads what a filter of the app asks for.</summary>
internal static class TableFilters
{
    /// <summary>The partition of a filter that names one; empty of others.</summary>
    public static string PartitionOf(string? filter) => After(filter, "PartitionKey eq '");

    /// <summary>Where the range of row keys begins, or ends when it has no beginning; empty when the filter names no row keys.</summary>
    public static string FirstRowOf(string? filter)
    {
        foreach (var comparison in (string[])["RowKey ge '", "RowKey gt '", "RowKey eq '", "RowKey le '", "RowKey lt '"])
        {
            if (After(filter, comparison) is { Length: > 0 } key)
                return key;
        }

        return "";
    }

    private static string After(string? filter, string comparison)
    {
        var at = filter?.IndexOf(comparison, StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return "";
        var begin = at + comparison.Length;
        var end = begin;
        // A quote inside is doubled.
        while (end < filter!.Length && (filter[end] != '\'' || (end + 1 < filter.Length && filter[end + 1] == '\'' && ++end > 0)))
            end++;
        return filter[begin..end].Replace("''", "'", StringComparison.Ordinal);
    }
}
