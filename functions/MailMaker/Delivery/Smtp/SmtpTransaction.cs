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

    /// <summary>Whether a mail's content leaves in one piece.</summary>
    public static bool IsOnePiece(SmtpOffer offer) => offer.Data.Written.Length <= Block;

    /// <summary>Names sender and recipient and asks to go on.</summary>
    /// <param name="connection">The connection; what it is good for afterwards is noted on it.</param>
    /// <param name="offer">The mail.</param>
    /// <param name="isBegun">Its commands have left with the mail before.</param>
    /// <returns>What a mail that is refused is answered with; null when its content is asked for.</returns>
    public static async ValueTask<HandOver?> OfferAsync(SmtpConnection connection, SmtpOffer offer, bool isBegun)
    {
        connection.Stage = SmtpStage.Offered;
        if (!connection.Offered.Pipelining)
            return await OfferStepByStepAsync(connection, offer);
        var reset = connection.NeedsReset;
        if (!isBegun)
        {
            if (reset)
                connection.Output.Write(SmtpCommands.Reset);
            Begin(connection, offer, connection.Output);
            await connection.FlushAsync();
        }

        if (reset)
            await ReadResetAsync(connection);
        return await ReadOfferedAsync(connection);
    }

    /// <summary>Sends the content and reads what became of the mail.</summary>
    /// <param name="connection">The connection, after the content was asked for.</param>
    /// <param name="offer">The mail.</param>
    /// <param name="next">The mail after it, whose commands leave in the same piece (RFC 2920 §3.1); null for none.</param>
    public static async ValueTask<HandOver> EndAsync(SmtpConnection connection, SmtpOffer offer, SmtpOffer? next)
    {
        if (next is not null)
            Begin(connection, next, offer.Data);
        var data = offer.Data.Written;
        for (; next is null && data.Length > Block; data = data[Block..])
            await connection.WriteAsync(data[..Block], connection.Timeouts.Block);
        if (offer.IsOver)
        {
            // The process stood still, or the pieces were slow. Only the end of the connection takes the mail back now, and it is tried later, not on another one at once.
            (connection.IsUsable, connection.Stage) = (false, SmtpStage.Answered);
            return new HandOver.TemporaryFailure(SmtpMeaning.Broken);
        }

        connection.Stage = SmtpStage.Ended;
        await connection.WriteAsync(data, connection.Timeouts.Block);
        var answer = await connection.ReadAsync(connection.Timeouts.End);
        if (answer.Code is >= 300 and < 400)
            throw new SmtpGarbageException("The relay asked for more after the end of the mail.");
        connection.Stage = SmtpStage.Answered;
        connection.NeedsReset = false;
        return SmtpMeaning.Of(answer, SmtpCommand.Data);
    }

    // RFC 2920 §3.1: MAIL, RCPT and DATA in one go; DATA ends the group. RSET of the mail before, or its content, may stand in front.
    private static void Begin(SmtpConnection connection, SmtpOffer offer, IBufferWriter<byte> output)
    {
        connection.Mails++;
        SmtpCommands.Mail(offer.Envelope, offer.Content, connection.Offered, output);
        SmtpCommands.Recipient(offer.Envelope, output);
        output.Write(SmtpCommands.Data);
    }

    private static async ValueTask<HandOver?> ReadOfferedAsync(SmtpConnection connection)
    {
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

    private static async ValueTask<HandOver?> OfferStepByStepAsync(SmtpConnection connection, SmtpOffer offer)
    {
        connection.Mails++;
        var output = connection.Output;
        if (connection.NeedsReset)
        {
            output.Write(SmtpCommands.Reset);
            await connection.FlushAsync();
            await ReadResetAsync(connection);
        }

        SmtpCommands.Mail(offer.Envelope, offer.Content, connection.Offered, output);
        await connection.FlushAsync();
        if (await connection.ReadAsync(connection.Timeouts.Command) is { IsDone: false } mail)
            return Refused(mail, SmtpCommand.MailFrom);
        connection.NeedsReset = true;
        SmtpCommands.Recipient(offer.Envelope, output);
        await connection.FlushAsync();
        if (await connection.ReadAsync(connection.Timeouts.Command) is { IsDone: false } recipient)
            return Refused(recipient, SmtpCommand.RcptTo);
        output.Write(SmtpCommands.Data);
        await connection.FlushAsync();
        return await connection.ReadAsync(connection.Timeouts.Data) is { IsGoOn: false } data ? Refused(data, SmtpCommand.Data) : null;
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
