using MailMaker.Core.Inbound;

namespace MailMaker.Core.Delivery.Smtp;

/// <summary>A server's reply to one command (RFC 5321 §4.2). Its words may name addresses: they are for decisions, never for a log.</summary>
/// <param name="Code">Three digits, 200 to 599.</param>
/// <param name="Text">The words without the code; lines joined with a line feed.</param>
public sealed record SmtpAnswer(int Code, string Text)
{
    /// <summary>2xx: the command is done.</summary>
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>3xx: the server waits for the rest.</summary>
    public bool IsGoOn => Code is >= 300 and < 400;

    /// <summary>4xx: not now.</summary>
    public bool IsNotNow => Code is >= 400 and < 500;

    /// <summary>421: the server closes the connection, whatever the command was (RFC 5321 §3.8).</summary>
    public bool IsClosing => Code == 421;

    /// <summary>The reply as bounces are read.</summary>
    /// <param name="command">The command that it answers.</param>
    public SmtpReply ToReply(SmtpCommand command)
    {
        var read = SmtpReply.Read($"{Code} {Text.Replace('\n', ' ')}", default, command);
        // A code quoted within the words is not the one that was answered.
        return read with { Code = Code };
    }
}
