using MailMaker.Core.Consent;

namespace MailMaker.OptOutFiles;

/// <summary>What became of a part.</summary>
/// <param name="Counts">What it did.</param>
/// <param name="RejectedByReason">Its rejected rows by column and reason.</param>
/// <param name="Refusal">Why the file can't be read, or can't be read on; empty when it can.</param>
/// <param name="IsLast">Whether nothing comes after it.</param>
public sealed record OptOutPartTaken(OptOutCounts Counts, IReadOnlyDictionary<string, long> RejectedByReason, string Refusal, bool IsLast);
