namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>Which partition a request goes to.</summary>
internal enum Place
{
    /// <summary>The contacts' bucket.</summary>
    Contacts,

    /// <summary>The campaign's bucket in the ledger.</summary>
    Ledger,

    /// <summary>The account's own partition of that table: all slices of all its campaigns go there.</summary>
    Account,

    /// <summary>The sixteen partitions of the claims on addresses, evenly.</summary>
    Addresses,
}
