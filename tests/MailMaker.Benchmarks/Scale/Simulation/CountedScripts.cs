namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>The scripts as they were counted last (docs/scale.md), for simulations without a count before them.</summary>
internal static class CountedScripts
{
    /// <summary>A slice whose contacts have been written to before, on a list with caps of its own.</summary>
    public static readonly SliceScript Later = new(
    [
        new("Definitions get campaign", "Definitions", Place.Account, StepKind.Plain, 1),
        new("Ledger get slice", "Ledger", Place.Ledger, StepKind.Plain, 1),
        new("Definitions get list", "Definitions", Place.Account, StepKind.Plain, 1),
        new("Definitions get account", "Definitions", Place.Account, StepKind.Plain, 1),
        new("Contacts query c", "Contacts", Place.Contacts, StepKind.Look, 100),
        new("Contacts query s", "Contacts", Place.Contacts, StepKind.Plain, 100),
        new("Contacts query x", "Contacts", Place.Contacts, StepKind.Plain, 1),
        new("Suppressions query l", "Suppressions", Place.Account, StepKind.Plain, 1),
        new("Contacts transact s", "Contacts", Place.Contacts, StepKind.Claim, 100),
        new("Definitions get campaign", "Definitions", Place.Account, StepKind.Plain, 1),
        new("hand-over", "", Place.Contacts, StepKind.HandOver, 0),
        new("Ledger get sum", "Ledger", Place.Ledger, StepKind.ReadSum, 1),
        new("Ledger transact slice", "Ledger", Place.Ledger, StepKind.Record, 2),
    ]);
}
