using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;

namespace MailMaker.Delivery.Smtp;

/// <summary>
/// A place for one connection at a time, and its work: mail after mail, as long as some wait. Where the relay allows it, the commands of the next mail leave in one piece with the end of the
/// one before (docs/decisions/0032-one-wait-a-mail.md). One task at a time uses it.
/// </summary>
internal sealed class SmtpLine(SmtpPool pool, SmtpSettings settings, TimeProvider clock)
{
    // A relay that thinks longer over a mail would hold the next one up, which another line may be free for.
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    private SmtpConnection? connection;
    private SmtpOffer? begun;
    private bool isQuick;

    /// <summary>Whether it has a connection that the next mail can be offered on.</summary>
    public bool IsOpen => connection is not null;

    /// <summary>Since when it has nothing to do, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long IdleSince { get; private set; }

    /// <summary>Offers a mail, and those that wait after it.</summary>
    /// <param name="offer">The first; null for none.</param>
    public async Task WorkAsync(SmtpOffer? offer)
    {
        if (connection is { HasUnasked: true })
            Close();
        while (offer is not null)
        {
            var (outcome, failure, next) = await OfferAsync(offer);
            var isSpent = next is null && connection?.Mails >= settings.MailsPerConnection;
            // Before its answer: whoever reads that may bring the next mail at once, and shall find this line.
            if (!isSpent)
                next ??= Next();
            if (failure is not null)
                offer.Fail(failure);
            else if (outcome is not null)
                offer.Answer(outcome);
            if (isSpent)
                next = await RenewAsync();
            offer = next;
        }
    }

    /// <summary>Takes leave.</summary>
    public async Task LeaveAsync()
    {
        if (connection is { } left)
            await left.QuitAsync();
        (connection, isQuick) = (null, false);
    }

    // The relay counts connections: none is opened before it has seen the end of this one.
    private async Task<SmtpOffer?> RenewAsync()
    {
        await LeaveAsync();
        return Next();
    }

    private SmtpOffer? Next()
    {
        connection?.Rest();
        if (connection is { TimedOut: true })
            Close();
        IdleSince = clock.GetTimestamp();
        return pool.NextOrRest(this);
    }

    // A mail is not answered yet when it itself is what is offered next.
    private async Task<(HandOver? Outcome, Exception? Failure, SmtpOffer? Next)> OfferAsync(SmtpOffer offer)
    {
        SmtpOffer? next = null;
        try
        {
            if (await OpenAsync(offer) is { } failure)
                return (failure, null, null);
            var isUsed = connection!.Mails > 0;
            using var giveUp = offer.Cancelled.UnsafeRegister(static c => ((SmtpConnection)c!).Abort(), connection);
            try
            {
                var outcome = await SmtpTransaction.OfferAsync(connection, offer, begun == offer);
                var isLate = outcome is null && begun == offer && offer.IsLate;
                begun = null;
                if (isLate)
                {
                    // The mail before it took too long. Only a closed connection takes an offer back after DATA was answered.
                    Close();
                    return (HandOver.NotOffered.Instance, null, null);
                }

                if (outcome is null)
                {
                    next = Follower(offer);
                    outcome = await EndAsync(offer, next);
                }

                // 421 on a connection that was open for a while is its end and not the mail's: a limit of the relay, or its shutdown.
                var again = !connection.IsUsable && connection.Stage == SmtpStage.Offered && isUsed && outcome is HandOver.TemporaryFailure;
                Settle(again ? null : outcome);
                return again ? (null, null, offer) : (outcome, null, next);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException && !offer.Cancelled.IsCancellationRequested)
            {
                // The relay closed it while it lay idle.
                var again = isUsed && connection is { Stage: SmtpStage.Offered, TimedOut: false } && e is not SmtpGarbageException;
                var outcome = again ? null : Broken(offer, connection.Stage, e);
                Close();
                return again ? (null, null, offer) : (outcome, null, next);
            }
        }
        catch (Exception e)
        {
            Close();
            return (null, e, next);
        }
    }

    // Why it can't be offered; null when it can.
    private async ValueTask<HandOver?> OpenAsync(SmtpOffer offer)
    {
        if (begun == offer)
            return null;
        if (offer.IsLate)
            return HandOver.NotOffered.Instance;
        try
        {
            if (connection is null)
            {
                if (pool.Down is { } down)
                    return down;
                connection = await pool.OpenAsync();
            }
        }
        catch (SmtpOpenException e)
        {
            return new HandOver.TemporaryFailure(e.Code) { Fault = FaultOf.Channel };
        }

        return offer.IsLate ? HandOver.NotOffered.Instance : SmtpCommands.Refusal(offer.Envelope, offer.Content, connection.Offered);
    }

    // A mail that leaves in several pieces may have to be offered again, and then the next one stands behind it.
    private SmtpOffer? Follower(SmtpOffer offer)
    {
        if (!isQuick || !connection!.Offered.Pipelining || connection.Mails >= settings.MailsPerConnection || !SmtpTransaction.IsOnePiece(offer))
            return null;
        while (pool.Follower() is { } next)
        {
            if (SmtpCommands.Refusal(next.Envelope, next.Content, connection.Offered) is not { } never)
                return next;
            next.Answer(never);
        }

        return null;
    }

    private async ValueTask<HandOver> EndAsync(SmtpOffer offer, SmtpOffer? next)
    {
        var began = clock.GetTimestamp();
        var outcome = await SmtpTransaction.EndAsync(connection!, offer, next);
        isQuick = clock.GetElapsedTime(began) < Quick;
        begun = connection!.IsUsable ? next : null;
        return outcome;
    }

    // Null: the mail goes to another connection, and nothing is said about the relay.
    private void Settle(HandOver? outcome)
    {
        if (connection!.IsUsable)
        {
            pool.Succeeded();
            if (connection.TimedOut)
                Close();
            return;
        }

        Close();
        if (outcome is not null)
            pool.Failed(outcome is HandOver.TemporaryFailure later ? later.Code : SmtpMeaning.Broken, "Its connections break.");
    }

    private HandOver.TemporaryFailure Broken(SmtpOffer offer, SmtpStage stage, Exception e)
    {
        var code = stage == SmtpStage.Ended ? SmtpMeaning.ReplyLost : e is SmtpGarbageException ? SmtpMeaning.Garbage : SmtpMeaning.Broken;
        pool.Failed(stage == SmtpStage.Ended ? SmtpMeaning.Broken : code, "Its connections break.");
        if (code == SmtpMeaning.ReplyLost)
            pool.ReplyLost(offer.Operation);
        return new HandOver.TemporaryFailure(code);
    }

    private void Close()
    {
        connection?.Dispose();
        (connection, begun, isQuick) = (null, null, false);
    }
}
