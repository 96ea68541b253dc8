namespace MailMaker.Embedded.Durable.Replay;

/// <summary>A custom status that was set.</summary>
/// <param name="Json">The status; null: it was set to nothing.</param>
internal sealed record CustomStatus(string? Json);
