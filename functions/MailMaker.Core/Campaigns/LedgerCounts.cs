namespace MailMaker.Core.Campaigns;

/// <summary>Recipients by outcome. They sum to the audience at every moment, pending ones included.</summary>
public sealed class LedgerCounts
{
    private readonly int[] counts = new int[Outcomes.All.Max(o => (int)o) + 1];

    /// <summary>Recipients with this outcome.</summary>
    public int this[Outcome outcome] => counts[(int)outcome];

    /// <summary>All recipients.</summary>
    public int Audience => counts.Sum();

    /// <summary>Recipients handed over.</summary>
    public int Sent => this[Outcome.Sent];

    /// <summary>Recipients decided against.</summary>
    public int Dropped => Outcomes.All.Where(o => o.IsDropped()).Sum(o => this[o]);

    /// <summary>Recipients that nothing final is known of yet.</summary>
    public int Open => this[Outcome.Pending] + this[Outcome.Deferred];

    /// <summary>Adds recipients (or, with a negative number, takes them away).</summary>
    public void Add(Outcome outcome, int recipients) => counts[(int)outcome] += recipients;

    /// <summary>Adds all of another's.</summary>
    public void Add(LedgerCounts other)
    {
        foreach (var outcome in Outcomes.All)
            Add(outcome, other[outcome]);
    }

    /// <summary>Takes all of another's away.</summary>
    public void Subtract(LedgerCounts other)
    {
        foreach (var outcome in Outcomes.All)
            Add(outcome, -other[outcome]);
    }

    /// <summary>The dropped recipients by reason, the reasons that occur only.</summary>
    public IReadOnlyDictionary<string, int> DroppedByReason() =>
        Outcomes.All.Where(o => o.IsDropped() && this[o] != 0).ToDictionary(o => o.Word(), o => this[o], StringComparer.Ordinal);
}
