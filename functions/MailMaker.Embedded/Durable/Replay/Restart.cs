namespace MailMaker.Embedded.Durable.Replay;

/// <summary>An orchestration that continues as new.</summary>
/// <param name="Input">Input of the next run as JSON.</param>
/// <param name="KeepsEvents">Whether events that nobody has waited for are kept.</param>
internal sealed record Restart(string? Input, bool KeepsEvents);
