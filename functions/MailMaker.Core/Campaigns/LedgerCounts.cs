namespace MailMaker.Core.Campaigns;

/// <summary>Recipients by outcome. They sum to the audience at every moment, pending ones included.</summary>
public sealed class LedgerCounts
{
    private static readonly int Numbers = Outcomes.All.Max(o => (int)o) + 1;
    private static readonly DeferReason[] Reasons = Enum.GetValues<DeferReason>();

    // By outcome; after those the deferred ones by reason.
    private readonly int[] counts = new int[Numbers + Reasons.Length];

    /// <summary>Recipients with this outcome.</summary>
    public int this[Outcome outcome] => counts[(int)outcome];

    /// <summary>All recipients.</summary>
    public int Audience => counts.Take(Numbers).Sum();

    /// <summary>Recipients handed over.</summary>
    public int Sent => this[Outcome.Sent];

    /// <summary>Recipients decided against.</summary>
    public int Dropped => Outcomes.All.Where(o => o.IsDropped()).Sum(o => this[o]);

    /// <summary>Recipients that nothing final is known of yet.</summary>
    public int Open => this[Outcome.Pending] + this[Outcome.Deferred];

    /// <summary>Recipients that wait for this reason.</summary>
    public int Deferred(DeferReason reason) => counts[Numbers + (int)reason];

    /// <summary>Adds recipients (or, with a negative number, takes them away) of any outcome but <see cref="Outcome.Deferred"/>.</summary>
    public void Add(Outcome outcome, int recipients) => counts[(int)outcome] += recipients;

    /// <summary>Adds recipients (or, with a negative number, takes them away) that wait.</summary>
    public void Add(DeferReason reason, int recipients)
    {
        Add(Outcome.Deferred, recipients);
        counts[Numbers + (int)reason] += recipients;
    }

    /// <summary>Adds one recipient.</summary>
    public void Add(OutcomeEntry entry)
    {
        if (entry.Outcome == Outcome.Deferred)
            Add(entry.DeferReason, 1);
        else
            Add(entry.Outcome, 1);
    }

    /// <summary>Adds all of another's.</summary>
    public void Add(LedgerCounts other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
    }

    /// <summary>Takes all of another's away.</summary>
    public void Subtract(LedgerCounts other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] -= other.counts[i];
    }

    /// <summary>The dropped recipients by reason, the reasons that occur only.</summary>
    public IReadOnlyDictionary<string, int> DroppedByReason() =>
        Outcomes.All.Where(o => o.IsDropped() && this[o] != 0).ToDictionary(o => o.Word(), o => this[o], StringComparer.Ordinal);

    /// <summary>Those that wait by reason, the reasons that occur only.</summary>
    public IReadOnlyDictionary<string, int> DeferredByReason() =>
        Reasons.Where(r => Deferred(r) != 0).ToDictionary(r => Words.Of(r), Deferred, StringComparer.Ordinal);
}
