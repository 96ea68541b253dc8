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
    private bool isQuick;

    // The mail that was taken along with the one before, and whether its commands have left on this connection.
    private SmtpOffer? follower;
    private bool isBegun;

    /// <summary>Whether it has a connection that the next mail can be offered on.</summary>
    public bool IsOpen => connection is not null;

    /// <summary>Since when it has nothing to do, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long IdleSince { get; private set; }

    /// <summary>Offers a mail, and those that wait after it.</summary>
    /// <param name="offer">The first; null for none.</param>
    public async Task WorkAsync(SmtpOffer? offer)
    {
        for (var isRested = true; offer is not null; isRested = false)
        {
            HandOver? outcome = null;
            Exception? failure = null;
            try
            {
                if (isRested && connection is { HasUnasked: true })
                    Close();
                outcome = await OfferAsync(offer);
            }
            catch (Exception e)
            {
                failure = e;
                Close();
            }

            offer = await EndAsync(offer, outcome, failure);
        }
    }

    /// <summary>Takes leave.</summary>
    public async Task LeaveAsync()
    {
        if (connection is { } left)
            await left.QuitAsync();
        Forget();
    }

    // Says what became of a mail; returns the next one.
    private async ValueTask<SmtpOffer?> EndAsync(SmtpOffer offer, HandOver? outcome, Exception? failure)
    {
        if (outcome is null && failure is null)
            return offer;
        var next = follower;
        follower = null;
        // The relay counts connections: none is opened before it has seen the end of this one.
        var isSpent = next is null && connection?.Mails >= settings.MailsPerConnection;
        // Before the answer: whoever reads it may bring a mail at once, and shall find this line.
        if (!isSpent)
            next ??= Next();
        if (failure is not null)
            offer.Fail(failure);
        else
            offer.Answer(outcome!);
        if (!isSpent)
            return next;
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

    // Null: it is to be offered again, on a new connection.
    private async Task<HandOver?> OfferAsync(SmtpOffer offer)
    {
        if (await OpenAsync(offer) is { } failure)
            return failure;
        var isUsed = connection!.Mails > (isBegun ? 1 : 0);
        using var giveUp = offer.Cancelled.UnsafeRegister(static c => ((SmtpConnection)c!).Abort(), connection);
        try
        {
            var outcome = await TransactAsync(offer);
            // 421 on a connection that was open for a while is its end and not the mail's: a limit of the relay, or its shutdown.
            var isAgain = isUsed && !connection.IsUsable && connection.Stage == SmtpStage.Offered && outcome is HandOver.TemporaryFailure;
            Settle(isAgain ? null : outcome);
            return isAgain ? null : outcome;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !offer.Cancelled.IsCancellationRequested)
        {
            // The relay closed it while it lay idle.
            var isAgain = isUsed && connection is { Stage: SmtpStage.Offered, TimedOut: false } && e is not SmtpGarbageException;
            var outcome = isAgain ? null : Broken(offer, connection.Stage, e);
            Close();
            return outcome;
        }
    }

    // Why it can't be offered; null when it can.
    private async ValueTask<HandOver?> OpenAsync(SmtpOffer offer)
    {
        if (isBegun)
            return null;
        if (offer.IsLate)
            return HandOver.NotOffered.Instance;
        if (connection is null)
        {
            if (pool.Down is { } down)
                return down;
            try
            {
                connection = await pool.OpenAsync();
            }
            catch (SmtpOpenException e)
            {
                return new HandOver.TemporaryFailure(e.Code) { Fault = FaultOf.Channel };
            }
        }

        return offer.IsLate ? HandOver.NotOffered.Instance : SmtpCommands.Refusal(offer.Envelope, offer.Content, connection.Offered);
    }

    private async ValueTask<HandOver> TransactAsync(SmtpOffer offer)
    {
        var wasBegun = isBegun;
        isBegun = false;
        if (await SmtpTransaction.OfferAsync(connection!, offer, wasBegun) is { } refused)
            return refused;
        if (wasBegun && offer.IsLate)
        {
            // The mail before it took too long. Only the end of the connection takes an offer back after DATA was answered.
            connection!.IsUsable = false;
            return HandOver.NotOffered.Instance;
        }

        follower = Follower(offer);
        var began = clock.GetTimestamp();
        var outcome = await SmtpTransaction.EndAsync(connection!, offer, follower);
        isQuick = clock.GetElapsedTime(began) < Quick;
        isBegun = follower is not null;
        return outcome;
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

    // Null: the mail goes to another connection, and nothing is said about the relay.
    private void Settle(HandOver? outcome)
    {
        if (connection!.IsUsable)
            pool.Succeeded();
        else if (outcome is not (null or HandOver.NotOffered))
            pool.Failed(outcome is HandOver.TemporaryFailure later ? later.Code : SmtpMeaning.Broken, "Its connections break.");
        if (connection is { IsUsable: false } or { TimedOut: true })
            Close();
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
        Forget();
    }

    private void Forget() => (connection, isQuick, isBegun) = (null, false, false);
}
