namespace MailMaker.Core.Imports;

/// <summary>Keeps the first rows of many by their lines, whatever order they come in, in bounded room.</summary>
/// <param name="most">How many are kept.</param>
public sealed class FirstRows<T>(int most)
{
    // The last line of those kept comes out first.
    private readonly PriorityQueue<T, (long Line, long Turn)> rows = new(Comparer<(long Line, long Turn)>.Create((a, b) => b.CompareTo(a)));
    private long turn;

    /// <summary>The rows in the order of their lines; of one line, in the order in which they came.</summary>
    public IReadOnlyList<T> Rows => [.. rows.UnorderedItems.OrderBy(r => r.Priority).Select(r => r.Element)];

    /// <summary>Whether a row of a line would be kept.</summary>
    public bool Takes(long line) => rows.Count < most || (rows.TryPeek(out _, out var last) && line < last.Line);

    /// <summary>Keeps a row if it is among the first.</summary>
    public void Add(long line, T row)
    {
        if (!Takes(line))
            return;
        rows.Enqueue(row, (line, turn++));
        if (rows.Count > most)
            rows.Dequeue();
    }
}
