namespace MailMaker.Tests.Faults;

/// <summary>A mail that a channel accepted.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="OperationId">What makes a repeated hand-over the same mail.</param>
/// <param name="BegunAt">When the hand-over began: a time stamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal sealed record SeenHandOver(string Campaign, string Recipient, Guid OperationId, long BegunAt);
