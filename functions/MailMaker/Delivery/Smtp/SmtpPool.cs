using MailMaker.Core.Delivery;
using Microsoft.Extensions.Logging;

namespace MailMaker.Delivery.Smtp;

/// <summary>The lines to the relay, as many as are needed at once and never more than the settings allow, and the mails that wait for one.</summary>
internal sealed class SmtpPool : IAsyncDisposable
{
    private readonly SmtpSettings settings;
    private readonly SmtpOpener opener;
    private readonly SmtpMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly SmtpBackOff backOff;
    private readonly Lock guard = new();
    private readonly Stack<SmtpLine> idle = new();
    private readonly SmtpQueue waiting;
    private readonly ITimer sweeper;
    private int lines;
    private bool isClosed;

    public SmtpPool(SmtpSettings settings, TimeProvider clock, SmtpMetrics metrics, ILogger log)
    {
        (this.settings, this.clock, this.metrics, this.log) = (settings, clock, metrics, log);
        opener = new SmtpOpener(settings, clock);
        backOff = new SmtpBackOff(clock);
        waiting = new SmtpQueue(guard, clock);
        sweeper = clock.CreateTimer(_ => Sweep(), null, settings.IdleFor, settings.IdleFor);
    }

    /// <summary>What a mail is answered with while the relay is left alone; null when it may be tried.</summary>
    public HandOver.TemporaryFailure? Down => backOff.Now;

    /// <summary>Offers a mail on a line that is free, or that becomes free in its time.</summary>
    public Task<HandOver> SendAsync(SmtpOffer offer)
    {
        if (Down is { } down)
            return Task.FromResult<HandOver>(down);
        if (Free(offer) is { } line)
            _ = line.WorkAsync(offer);
        else
            offer.HeedCancellation();
        return offer.Answered;
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SmtpOpenException">The relay can't be reached or lets nobody in.</exception>
    public async Task<SmtpConnection> OpenAsync()
    {
        try
        {
            var opened = await opener.OpenAsync();
            metrics.Opened();
            return opened;
        }
        catch (SmtpOpenException e)
        {
            Failed(e.Code, e.Message);
            throw;
        }
    }

    /// <summary>The mail that has waited longest, for a line that has time; null when none waits, and the line is not used before <see cref="SendAsync"/> does.</summary>
    /// <param name="line">The line.</param>
    public SmtpOffer? NextOrRest(SmtpLine line)
    {
        lock (guard)
        {
            if (waiting.Take() is { } next)
                return next;
            if (line.IsOpen && !isClosed)
            {
                idle.Push(line);
                return null;
            }

            lines--;
        }

        if (line.IsOpen)
            _ = line.LeaveAsync();
        return null;
    }

    /// <summary>The mail that has waited longest, if it may be begun together with the end of another; null when none waits.</summary>
    public SmtpOffer? Follower()
    {
        lock (guard)
            return waiting.Follower();
    }

    /// <summary>A connection failed.</summary>
    /// <param name="code">What the mails that come now are answered with, should it go on.</param>
    /// <param name="what">What is wrong, for the log.</param>
    public void Failed(string code, string what)
    {
        if (backOff.Failed(code))
            log.LogWarning("The mail relay is left alone for a while. {What} Mails are tried again later with {Code}.", what, code);
    }

    /// <summary>A mail was answered.</summary>
    public void Succeeded()
    {
        if (backOff.Succeeded())
            log.LogInformation("The mail relay answers again.");
    }

    /// <summary>Whether the relay took a mail is not known.</summary>
    public void ReplyLost(Guid operation)
    {
        metrics.ReplyLost();
        log.LogWarning("Whether the mail relay took the mail of operation {Operation} is not known: the reply to its end was lost. It is tried again and may arrive twice.", operation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await sweeper.DisposeAsync();
        List<SmtpLine> left;
        lock (guard)
        {
            isClosed = true;
            left = [.. idle];
            idle.Clear();
        }

        await waiting.DisposeAsync();
        foreach (var line in left)
            await line.LeaveAsync();
    }

    // Null: it waits.
    private SmtpLine? Free(SmtpOffer offer)
    {
        lock (guard)
        {
            if (idle.TryPop(out var line))
                return line;
            if (lines < settings.MaxConnections)
            {
                lines++;
                return new SmtpLine(this, settings, clock);
            }

            offer.Wait(settings.WaitFor);
            waiting.Add(offer);
            return null;
        }
    }

    private void Sweep()
    {
        List<SmtpLine> old;
        lock (guard)
        {
            var kept = idle.Where(l => clock.GetElapsedTime(l.IdleSince) < settings.IdleFor).Reverse().ToList();
            old = [.. idle.Except(kept)];
            idle.Clear();
            kept.ForEach(idle.Push);
        }

        foreach (var line in old)
            _ = RetireAsync(line);
    }

    // Its place is free only when the relay has seen the end: it counts connections too.
    private async Task RetireAsync(SmtpLine line)
    {
        await line.LeaveAsync();
        await line.WorkAsync(NextOrRest(line));
    }
}
