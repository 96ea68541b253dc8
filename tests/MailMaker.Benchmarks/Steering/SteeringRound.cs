namespace MailMaker.Benchmarks.Steering;

/// <summary>One campaign that was held, let go and stopped.</summary>
/// <param name="Pause">How long hand-overs went on after the pause.</param>
/// <param name="ResumeMs">Milliseconds from the call of resume to the first hand-over.</param>
/// <param name="Cancel">How long hand-overs went on after the cancel.</param>
internal sealed record SteeringRound(StopLag Pause, double ResumeMs, StopLag Cancel);
