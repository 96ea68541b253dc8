using MailMaker.Core.Consent;
using MailMaker.Core.Imports;

namespace MailMaker.OptOutFiles;

/// <summary>How an opt-out file ended.</summary>
/// <param name="File">The file.</param>
/// <param name="State">How.</param>
/// <param name="Reason">Why, when it was not taken to its end.</param>
/// <param name="Counts">What it did.</param>
/// <param name="RejectedByReason">Rejected rows by column and reason.</param>
/// <param name="Parts">How many parts it was taken in.</param>
public sealed record EndOfOptOutFile(
    OptOutFile File, ImportState State, string? Reason, OptOutCounts Counts, IReadOnlyDictionary<string, long> RejectedByReason, int Parts);
