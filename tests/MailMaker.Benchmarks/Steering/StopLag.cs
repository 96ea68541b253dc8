namespace MailMaker.Benchmarks.Steering;

/// <summary>How long hand-overs went on after a campaign was told to stop.</summary>
/// <param name="FromCallMs">Milliseconds from the call to the last one.</param>
/// <param name="FromAnswerMs">Milliseconds from the answer to the last one; 0 when there was none after it.</param>
internal sealed record StopLag(double FromCallMs, double FromAnswerMs);
