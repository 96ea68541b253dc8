namespace MailMaker.Benchmarks.Smtp;

/// <summary>What the SMTP benchmark measured.</summary>
/// <param name="Contacts">Recipients of the campaign.</param>
/// <param name="MailOctets">Octets of one mail.</param>
/// <param name="CampaignPerSecond">Mails a second from the launch to the last one taken: caps, claims and ledger on disk.</param>
/// <param name="BarePerSecond">Of bare sockets with the same octets.</param>
/// <param name="NodemailerPerSecond">Of nodemailer's pooled sender with the same octets; null when it is not installed.</param>
/// <param name="AppMicrosecondsPerMail">Processor time of the program for a mail of the campaign.</param>
/// <param name="SinkMicrosecondsPerMail">Processor time of the sink for it.</param>
/// <param name="Doubles">Mails that came more than once.</param>
/// <param name="PeakMemoryMB">The most memory the program had.</param>
internal sealed record SmtpFigures(
    int Contacts, int MailOctets, int CampaignPerSecond, int BarePerSecond, int? NodemailerPerSecond, int AppMicrosecondsPerMail, int SinkMicrosecondsPerMail, long Doubles, int PeakMemoryMB);
