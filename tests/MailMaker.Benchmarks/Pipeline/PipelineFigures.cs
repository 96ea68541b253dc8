namespace MailMaker.Benchmarks.Pipeline;

/// <summary>What the pipeline benchmark measured.</summary>
/// <param name="Contacts">Contacts on the list.</param>
/// <param name="ImportFirstPerSecond">Rows a second of the first import, from the file's registration to the end.</param>
/// <param name="ImportAgainPerSecond">Rows a second when the same rows come again.</param>
/// <param name="SendPerSecond">Mails a second from the launch to the last hand-over.</param>
/// <param name="PeakMemoryMB">The most memory the process had, file writer and client included.</param>
internal sealed record PipelineFigures(int Contacts, int ImportFirstPerSecond, int ImportAgainPerSecond, int SendPerSecond, int PeakMemoryMB);
