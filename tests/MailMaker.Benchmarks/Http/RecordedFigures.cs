namespace MailMaker.Benchmarks.Http;

/// <summary>What became of requests that were to be recorded.</summary>
/// <param name="Answered">Requests that were answered.</param>
/// <param name="Recorded">Those that were counted; the same thing asked for twice within a second counts once.</param>
/// <param name="BehindSeconds">How long after the last answer the last one was recorded.</param>
internal sealed record RecordedFigures(int Answered, int Recorded, double BehindSeconds);
