namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>What a request of a slice's run is for, where that matters to what happens next.</summary>
internal enum StepKind
{
    /// <summary>Nothing follows but the next step.</summary>
    Plain,

    /// <summary>The first request of a round of claims: a run whose claim is over before the hand-over comes back to it.</summary>
    Look,

    /// <summary>No request of its own: the books of rates are asked. The lease of the claim runs from before it.</summary>
    Rate,

    /// <summary>The claim; its lease runs from before it.</summary>
    Claim,

    /// <summary>No request: the hand-over.</summary>
    HandOver,

    /// <summary>The ledger's counts are read.</summary>
    ReadSum,

    /// <summary>Slice and counts are written, if nobody wrote the counts since they were read.</summary>
    Record,
}
