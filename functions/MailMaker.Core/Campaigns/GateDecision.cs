namespace MailMaker.Core.Campaigns;

/// <summary>What the gate says of one recipient of one campaign at one moment: a closed set.</summary>
public abstract record GateDecision
{
    private GateDecision()
    {
    }

    /// <summary>Hand it over now.</summary>
    public sealed record Send : GateDecision
    {
        /// <summary>The only value.</summary>
        public static Send Instance { get; } = new();
    }

    /// <summary>Decide again at a later moment.</summary>
    /// <param name="Until">The earliest moment at which the answer can be another.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Defer(DateTimeOffset Until, DeferReason Reason) : GateDecision;

    /// <summary>Never in this campaign.</summary>
    /// <param name="Reason">A dropped outcome.</param>
    /// <param name="Detail">As in <see cref="OutcomeEntry.Detail"/>.</param>
    public sealed record Drop(Outcome Reason, int Detail = 0) : GateDecision;
}
