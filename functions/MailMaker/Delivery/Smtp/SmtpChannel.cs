using System.Buffers;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;
using Microsoft.Extensions.Logging;

namespace MailMaker.Delivery.Smtp;

/// <summary>
/// Hands mails to a relay by SMTP. A mail whose last reply was lost is answered with <see cref="SmtpMeaning.ReplyLost"/>: it may have been taken, its next try
/// bears the same Message-ID, and it is counted.
/// </summary>
internal sealed class SmtpChannel : IEmailChannel, IAsyncDisposable, IDisposable
{
    private readonly SmtpSettings settings;
    private readonly SmtpMetrics metrics = new();
    private readonly SmtpPool pool;
    private readonly TimeProvider clock;
    private readonly ILogger<SmtpChannel> log;

    public SmtpChannel(SmtpSettings settings, TimeProvider clock, ILogger<SmtpChannel> log)
    {
        (this.settings, this.clock, this.log) = (settings, clock, log);
        pool = new SmtpPool(settings, clock, metrics, log);
    }

    /// <summary>No: a relay takes the second mail for another one.</summary>
    public bool RecognisesRepeats => false;

    /// <inheritdoc/>
    public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        var called = clock.GetTimestamp();
        using var written = PooledBuffer.Rent();
        if (MimeWriter.Write(mail, written) is { } refused)
            return refused;
        if (SmtpEnvelope.Of(mail, settings.ReturnPath) is not { } envelope)
            return new HandOver.PermanentFailure("5.1.7");
        var length = written.Written.Length;
        using var stuffed = Stuffed(written);
        var data = stuffed ?? written;
        data.Write(DotStuffing.End);
        var answer = await SendAsync(new Offer(mail.OperationId, envelope, written.Written[..length], data.Written, called, mail.BeginWithin), cancellationToken);
        metrics.Answered(answer);
        return answer;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        metrics.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // Few mails have a line that begins with a dot; only they are copied.
    private static PooledBuffer? Stuffed(PooledBuffer written)
    {
        if (!DotStuffing.IsNeeded(written.Written.Span))
            return null;
        var stuffed = PooledBuffer.Rent();
        DotStuffing.Write(written.Written.Span, stuffed);
        return stuffed;
    }

    private async ValueTask<HandOver> SendAsync(Offer offer, CancellationToken cancellationToken)
    {
        var rental = await pool.RentAsync(offer.BeginWithin is { } within ? within - clock.GetElapsedTime(offer.Called) : null, cancellationToken);
        while (rental.Connection is { } connection)
        {
            if (offer.BeginWithin <= clock.GetElapsedTime(offer.Called))
            {
                pool.Return(connection);
                return HandOver.NotOffered.Instance;
            }

            using var giveUp = cancellationToken.UnsafeRegister(static c => ((SmtpConnection)c!).Abort(), connection);
            try
            {
                var answer = await SmtpTransaction.SendAsync(connection, offer.Envelope, offer.Content, offer.Data);
                if (!connection.IsUsable && connection.Stage == SmtpStage.Offered && rental.IsUsed && answer is HandOver.TemporaryFailure)
                {
                    // 421 on a connection that was open for a while is its end and not the mail's: a limit of the relay, or its shutdown.
                    rental = await pool.ReplaceAsync(connection);
                    continue;
                }

                if (connection.IsUsable)
                    pool.Return(connection);
                else
                    pool.Discard(connection, answer is HandOver.TemporaryFailure later ? later.Code : SmtpMeaning.Broken);
                return answer;
            }
            catch (Exception e) when (IsOfTheLine(e) && !cancellationToken.IsCancellationRequested)
            {
                if (!rental.IsUsed || connection is not { Stage: SmtpStage.Offered, TimedOut: false } || e is SmtpGarbageException)
                    return Broken(offer.Operation, connection, e);
                // The relay closed it while it lay idle.
                rental = await pool.ReplaceAsync(connection);
            }
            catch
            {
                pool.Drop(connection);
                throw;
            }
        }

        return rental.Failure!;
    }

    // One mail on its way: its octets as they were written, and as DATA carries them.
    private readonly record struct Offer(
        Guid Operation, SmtpEnvelope Envelope, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Data, long Called, TimeSpan? BeginWithin);

    private static bool IsOfTheLine(Exception e) => e is IOException or OperationCanceledException;

    private HandOver.TemporaryFailure Broken(Guid operation, SmtpConnection connection, Exception e)
    {
        var code = connection.Stage == SmtpStage.Ended ? SmtpMeaning.ReplyLost : e is SmtpGarbageException ? SmtpMeaning.Garbage : SmtpMeaning.Broken;
        pool.Discard(connection, connection.Stage == SmtpStage.Ended ? SmtpMeaning.Broken : code);
        if (code == SmtpMeaning.ReplyLost)
        {
            metrics.ReplyLost();
            log.LogWarning("Whether the mail relay took the mail of operation {Operation} is not known: the reply to its end was lost. It is tried again and may arrive twice.", operation);
        }

        return new HandOver.TemporaryFailure(code);
    }
}
