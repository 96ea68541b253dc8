namespace MailMaker.Benchmarks.Http;

/// <summary>What campaigns did while something else was measured.</summary>
/// <param name="MailsPerSecond">Mails handed over a second.</param>
/// <param name="ShareOfTime">In which share of the looks, four a second, more had been sent than at the one before.</param>
/// <param name="Campaigns">Campaigns launched.</param>
internal sealed record SendingFigures(int MailsPerSecond, double ShareOfTime, int Campaigns);
