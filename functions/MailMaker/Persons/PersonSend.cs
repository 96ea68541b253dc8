namespace MailMaker.Persons;

/// <summary>A message that was planned for a person.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Attempts">Times that the channel was asked.</param>
/// <param name="At">When; null while nothing was decided.</param>
public sealed record PersonSend(string Campaign, string Outcome, int Attempts, DateTimeOffset? At);
