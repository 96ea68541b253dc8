using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>Counts rejects by column and reason, in bounded room.</summary>
public sealed class RejectTally
{
    private const int MostKinds = 50;
    private const int MostPlaces = 20;
    private const string Other = "other";

    private readonly Dictionary<string, long> byReason = [];
    private readonly List<RejectPlace> first = [];

    /// <summary>All of them.</summary>
    public long Total { get; private set; }

    /// <summary>By column and reason.</summary>
    public IReadOnlyDictionary<string, long> ByReason => byReason;

    /// <summary>The first ones.</summary>
    public IReadOnlyList<RejectPlace> First => first;

    /// <summary>Counts a row.</summary>
    public void Add(RejectedRow row)
    {
        Add(row.Column.Length == 0 ? row.Reason : $"{row.Column} {row.Reason}", 1);
        if (first.Count < MostPlaces)
            first.Add(new RejectPlace(row.Line, row.Column, row.Reason, row.Cell.Length == 0 ? null : row.Cell));
    }

    /// <summary>Counts rows of one kind.</summary>
    public void Add(string kind, long count)
    {
        if (count == 0)
            return;
        Total += count;
        kind = byReason.ContainsKey(kind) || byReason.Count < MostKinds ? kind : Other;
        byReason[kind] = byReason.GetValueOrDefault(kind) + count;
    }
}
