namespace MailMaker.Benchmarks.Smtp;

/// <summary>What a sink saw.</summary>
/// <param name="Mails">Mails taken.</param>
/// <param name="Distinct">Different Message-IDs among them.</param>
/// <param name="Octets">Octets of content.</param>
/// <param name="FirstAt">When the first was taken.</param>
/// <param name="LastAt">When the last was.</param>
/// <param name="CpuSeconds">Processor time of the sink's process so far.</param>
/// <param name="Twice">Message-IDs that came more than once, at most a thousand.</param>
internal sealed record SmtpSinkReport(long Mails, int Distinct, long Octets, DateTimeOffset FirstAt, DateTimeOffset LastAt, double CpuSeconds, IReadOnlyList<string> Twice);
