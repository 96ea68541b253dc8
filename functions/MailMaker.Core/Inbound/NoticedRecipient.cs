namespace MailMaker.Core.Inbound;

/// <summary>An address that the words of a notice call failed, and what they say of it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Said">The reply or explanation beside it; may be empty.</param>
/// <param name="Command">The command that was refused, where the notice shows the dialogue with this recipient; null when it doesn't.</param>
internal sealed record NoticedRecipient(string Address, string Said, SmtpCommand? Command = null);
