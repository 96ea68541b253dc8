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
    private readonly TimeSpan? leavesWithin;

    public SmtpChannel(SmtpSettings settings, TimeProvider clock, ILogger<SmtpChannel> log)
    {
        (this.settings, this.clock) = (settings, clock);
        pool = new SmtpPool(settings, clock, metrics, log);
        leavesWithin = settings.Hosts == SmtpHosts.Several ? settings.Timeouts.Leave : null;
    }

    /// <summary>No: a relay takes the second mail for another one.</summary>
    public bool RecognisesRepeats => false;

    /// <summary>Until the end of the mail leaves, is taken by the line, and answered.</summary>
    public TimeSpan? LongestHandOver => settings.Hosts == SmtpHosts.Several ? settings.Timeouts.Leave + settings.Timeouts.Block + settings.Timeouts.End : null;

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
        var answer = await pool.SendAsync(new SmtpOffer(mail, envelope, written, length, data, called, clock, cancellationToken) { LeavesWithin = leavesWithin });
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
}
