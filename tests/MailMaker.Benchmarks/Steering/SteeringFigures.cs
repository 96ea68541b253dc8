namespace MailMaker.Benchmarks.Steering;

/// <summary>How soon a campaign under way did as it was told.</summary>
/// <param name="Contacts">Contacts on the list.</param>
/// <param name="Rounds">Campaigns that were held, let go and stopped.</param>
/// <param name="Pause">From the answer to the last hand-over.</param>
/// <param name="Resume">From the call to the first hand-over.</param>
/// <param name="Cancel">From the answer to the last hand-over.</param>
internal sealed record SteeringFigures(int Contacts, int Rounds, Lag Pause, Lag Resume, Lag Cancel);
