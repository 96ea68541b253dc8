using System.Buffers;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;
using MailMaker.Core.Inbound;

namespace MailMaker.Delivery.Smtp;

/// <summary>Offers one mail on a connection (RFC 5321 §3.3).</summary>
internal static class SmtpTransaction
{
    // A piece that a slow line takes within the time-out for one.
    private const int Block = 256 * 1024;

    /// <summary>Offers a mail.</summary>
    /// <param name="connection">The connection; what it is good for afterwards is noted on it.</param>
    /// <param name="envelope">From whom and to whom.</param>
    /// <param name="content">The mail's octets as they were written.</param>
    /// <param name="data">The same as DATA carries them, with the end.</param>
    public static async Task<HandOver> SendAsync(SmtpConnection connection, SmtpEnvelope envelope, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> data)
    {
        connection.Stage = SmtpStage.Offered;
        if (SmtpCommands.Refusal(envelope, content.Span, connection.Offered) is { } never)
            return never;
        connection.Mails++;
        var refused = connection.Offered.Pipelining
            ? await OfferAtOnceAsync(connection, envelope, content)
            : await OfferStepByStepAsync(connection, envelope, content);
        return refused ?? await WriteContentAsync(connection, data);
    }

    // RFC 2920 §3.1: MAIL, RCPT and DATA in one go; DATA ends the group. RSET of the mail before may stand in front.
    private static async ValueTask<HandOver?> OfferAtOnceAsync(SmtpConnection connection, SmtpEnvelope envelope, ReadOnlyMemory<byte> content)
    {
        var output = connection.Output;
        var reset = connection.NeedsReset;
        if (reset)
            output.Write(SmtpCommands.Reset);
        SmtpCommands.Mail(envelope, content.Span, connection.Offered, output);
        SmtpCommands.Recipient(envelope, output);
        output.Write(SmtpCommands.Data);
        await connection.FlushAsync();
        if (reset)
            await ReadResetAsync(connection);
        var mail = await connection.ReadAsync(connection.Timeouts.Command);
        if (mail.IsClosing)
            return Refused(mail, SmtpCommand.MailFrom);
        var recipient = await connection.ReadAsync(connection.Timeouts.Command);
        if (recipient.IsClosing)
            return mail.IsDone ? Refused(recipient, SmtpCommand.RcptTo) : Refused(mail, SmtpCommand.MailFrom);
        var data = await connection.ReadAsync(connection.Timeouts.Data);
        var refused = !mail.IsDone ? Refused(mail, SmtpCommand.MailFrom)
            : !recipient.IsDone ? Refused(recipient, SmtpCommand.RcptTo)
            : !data.IsGoOn ? Refused(data, SmtpCommand.Data)
            : null;
        connection.NeedsReset = refused is not null && mail.IsDone;
        if (refused is not null && data.IsGoOn)
            await EndNothingAsync(connection);
        return refused;
    }

    private static async ValueTask<HandOver?> OfferStepByStepAsync(SmtpConnection connection, SmtpEnvelope envelope, ReadOnlyMemory<byte> content)
    {
        var output = connection.Output;
        if (connection.NeedsReset)
        {
            output.Write(SmtpCommands.Reset);
            await connection.FlushAsync();
            await ReadResetAsync(connection);
        }

        SmtpCommands.Mail(envelope, content.Span, connection.Offered, output);
        await connection.FlushAsync();
        if (await connection.ReadAsync(connection.Timeouts.Command) is { IsDone: false } mail)
            return Refused(mail, SmtpCommand.MailFrom);
        connection.NeedsReset = true;
        SmtpCommands.Recipient(envelope, output);
        await connection.FlushAsync();
        if (await connection.ReadAsync(connection.Timeouts.Command) is { IsDone: false } recipient)
            return Refused(recipient, SmtpCommand.RcptTo);
        output.Write(SmtpCommands.Data);
        await connection.FlushAsync();
        return await connection.ReadAsync(connection.Timeouts.Data) is { IsGoOn: false } data ? Refused(data, SmtpCommand.Data) : null;
    }

    private static async ValueTask<HandOver> WriteContentAsync(SmtpConnection connection, ReadOnlyMemory<byte> data)
    {
        for (; data.Length > Block; data = data[Block..])
            await connection.WriteAsync(data[..Block], connection.Timeouts.Block);
        connection.Stage = SmtpStage.Ended;
        await connection.WriteAsync(data, connection.Timeouts.Block);
        var answer = await connection.ReadAsync(connection.Timeouts.End);
        if (answer.Code is >= 300 and < 400)
            throw new SmtpGarbageException("The relay asked for more after the end of the mail.");
        connection.Stage = SmtpStage.Answered;
        connection.NeedsReset = false;
        return SmtpMeaning.Of(answer, SmtpCommand.Data);
    }

    private static async ValueTask ReadResetAsync(SmtpConnection connection)
    {
        if (await connection.ReadAsync(connection.Timeouts.Command) is { IsDone: false })
            throw new SmtpGarbageException("The relay does not drop the mail before.");
        connection.NeedsReset = false;
    }

    // RFC 2920 §3.1: a server may ask for the content although it has taken no recipient; then a lone dot ends it.
    private static async ValueTask EndNothingAsync(SmtpConnection connection)
    {
        await connection.WriteAsync(DotStuffing.End.ToArray(), connection.Timeouts.Block);
        await connection.ReadAsync(connection.Timeouts.End);
        connection.NeedsReset = false;
    }

    private static HandOver Refused(SmtpAnswer answer, SmtpCommand command) => answer.Code >= 400
        ? SmtpMeaning.Of(answer, command)
        : throw new SmtpGarbageException("The relay gave an answer that its command does not have.");
}
