namespace MailMaker.Embedded.Tables.Engine;

/// <summary>Notices a row key that comes twice. Keys that come in rising order, as those of a sorted import do, cost a comparison only.</summary>
internal sealed class DistinctRows
{
    private readonly List<string> rising = [];
    private HashSet<string>? all;

    /// <summary>Takes a key; false when it was there.</summary>
    public bool Add(string rowKey)
    {
        if (all is not null)
            return all.Add(rowKey);
        if (rising.Count > 0 && string.CompareOrdinal(rising[^1], rowKey) >= 0)
        {
            all = new HashSet<string>(rising, StringComparer.Ordinal);
            return all.Add(rowKey);
        }

        rising.Add(rowKey);
        return true;
    }
}
