using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Smtp;
using Microsoft.Extensions.Logging;

namespace MailMaker.Delivery.Smtp;

/// <summary>The connections to the relay: as many as are needed at once, and never more than the settings allow.</summary>
internal sealed class SmtpPool : IAsyncDisposable
{
    private readonly SmtpSettings settings;
    private readonly SmtpOpener opener;
    private readonly SmtpMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly SmtpBackOff backOff;
    private readonly SemaphoreSlim slots;
    private readonly Stack<SmtpConnection> idle = new();
    private readonly ITimer sweeper;

    public SmtpPool(SmtpSettings settings, TimeProvider clock, SmtpMetrics metrics, ILogger log)
    {
        (this.settings, this.clock, this.metrics, this.log) = (settings, clock, metrics, log);
        opener = new SmtpOpener(settings, clock);
        backOff = new SmtpBackOff(clock);
        slots = new SemaphoreSlim(settings.MaxConnections, settings.MaxConnections);
        sweeper = clock.CreateTimer(_ => Sweep(), null, settings.IdleFor, settings.IdleFor);
    }

    /// <summary>A connection, at once or when one is free.</summary>
    /// <param name="within">How long the mail may wait; null: as long as the settings say.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<SmtpRental> RentAsync(TimeSpan? within, CancellationToken cancellationToken)
    {
        if (backOff.Now is { } down)
            return new SmtpRental(null, false, down);
        if (!slots.Wait(0, cancellationToken) && !await WaitAsync(within < settings.WaitFor ? within.Value : settings.WaitFor, cancellationToken))
            return new SmtpRental(null, false, within < settings.WaitFor ? HandOver.NotOffered.Instance : new HandOver.TemporaryFailure(SmtpMeaning.Busy));
        // While it waited, the relay may have gone.
        if (backOff.Now is { } gone)
        {
            slots.Release();
            return new SmtpRental(null, false, gone);
        }

        while (TakeIdle() is { } known)
        {
            if (!known.HasUnasked)
                return new SmtpRental(known, true, null);
            known.Dispose();
        }

        return await OpenAsync();
    }

    /// <summary>A new connection in place of one that turned out to be closed.</summary>
    public ValueTask<SmtpRental> ReplaceAsync(SmtpConnection closed)
    {
        closed.Dispose();
        return OpenAsync();
    }

    /// <summary>Gives a connection back after a mail that was answered.</summary>
    public void Return(SmtpConnection connection)
    {
        if (backOff.Succeeded())
            log.LogInformation("The mail relay answers again.");
        if (connection is { IsUsable: true, TimedOut: false } && connection.Mails < settings.MailsPerConnection)
        {
            connection.Rest();
            connection.IdleSince = clock.GetTimestamp();
            lock (idle)
                idle.Push(connection);
            slots.Release();
            return;
        }

        _ = LeaveAsync(connection);
    }

    /// <summary>Closes a connection that broke, stood still, or was closed by the relay.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="code">What the mails that come now are answered with, should it go on.</param>
    public void Discard(SmtpConnection connection, string code)
    {
        Drop(connection);
        Note(code, "Its connections break.");
    }

    /// <summary>Closes a connection whose mail was given up by who offered it.</summary>
    public void Drop(SmtpConnection connection)
    {
        connection.Dispose();
        slots.Release();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await sweeper.DisposeAsync();
        while (TakeIdle() is { } connection)
            await connection.QuitAsync();
    }

    private async ValueTask<SmtpRental> OpenAsync()
    {
        try
        {
            var opened = await opener.OpenAsync();
            metrics.Opened();
            return new SmtpRental(opened, false, null);
        }
        catch (SmtpOpenException e)
        {
            slots.Release();
            Note(e.Code, e.Message);
            return new SmtpRental(null, false, new HandOver.TemporaryFailure(e.Code) { Fault = FaultOf.Channel });
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    private void Note(string code, string what)
    {
        if (backOff.Failed(code))
            log.LogWarning("The mail relay is left alone for a while. {What} Mails are tried again later with {Code}.", what, code);
    }

    private async Task<bool> WaitAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        if (within <= TimeSpan.Zero)
            return false;
        using var limit = new CancellationTokenSource(within, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await slots.WaitAsync(both.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private SmtpConnection? TakeIdle()
    {
        lock (idle)
            return idle.TryPop(out var connection) ? connection : null;
    }

    // The slot is free only when the relay has seen the end: it counts connections too.
    private async Task LeaveAsync(SmtpConnection connection)
    {
        await connection.QuitAsync();
        slots.Release();
    }

    private void Sweep()
    {
        var old = new List<SmtpConnection>();
        lock (idle)
        {
            var kept = idle.Where(c => clock.GetElapsedTime(c.IdleSince) < settings.IdleFor).Reverse().ToList();
            old.AddRange(idle.Except(kept));
            idle.Clear();
            kept.ForEach(idle.Push);
        }

        foreach (var connection in old)
            _ = connection.QuitAsync();
    }
}
