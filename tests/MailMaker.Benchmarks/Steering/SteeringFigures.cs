namespace MailMaker.Benchmarks.Steering;

/// <summary>How soon campaigns under way did as they were told.</summary>
/// <param name="Contacts">Contacts on the list.</param>
/// <param name="Rounds">Campaigns that were held, let go and stopped.</param>
/// <param name="PauseFromCall">From the call of pause to the last hand-over.</param>
/// <param name="PauseFromAnswer">From the answer to pause to the last hand-over; 0 where none came after it.</param>
/// <param name="Resume">From the call of resume to the first hand-over.</param>
/// <param name="CancelFromCall">From the call of cancel to the last hand-over.</param>
/// <param name="CancelFromAnswer">From the answer to cancel to the last hand-over; 0 where none came after it.</param>
internal sealed record SteeringFigures(int Contacts, int Rounds, Lag PauseFromCall, Lag PauseFromAnswer, Lag Resume, Lag CancelFromCall, Lag CancelFromAnswer)
{
    /// <summary>What some rounds come to.</summary>
    public static SteeringFigures Of(int contacts, IReadOnlyList<SteeringRound> rounds) => new(
        contacts, rounds.Count,
        Lag.Of(rounds.Select(r => r.Pause.FromCallMs)), Lag.Of(rounds.Select(r => r.Pause.FromAnswerMs)), Lag.Of(rounds.Select(r => r.ResumeMs)),
        Lag.Of(rounds.Select(r => r.Cancel.FromCallMs)), Lag.Of(rounds.Select(r => r.Cancel.FromAnswerMs)));
}
