namespace MailMaker.Tests.Crash;

/// <summary>A mail that the sink acknowledged.</summary>
/// <param name="Campaign">The campaign, as its subject says.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="MessageId">Its Message-ID.</param>
/// <param name="BegunAt">When its transaction began: a time stamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="TakenAt">When its last line had come.</param>
internal sealed record TakenBySink(string Campaign, string Recipient, string MessageId, long BegunAt, long TakenAt);
