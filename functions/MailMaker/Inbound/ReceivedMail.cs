using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>A mail that came in.</summary>
/// <param name="Octets">The mail, or its beginning when it is longer than is read.</param>
/// <param name="IsWhole">Whether that is all of it.</param>
/// <param name="Mailbox">Where it came to, when its folder says so.</param>
public sealed record ReceivedMail(ReadOnlyMemory<byte> Octets, bool IsWhole, InboundMailbox? Mailbox);
