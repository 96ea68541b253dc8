using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Timer;

/// <summary>Runs one timer function on its schedule, one run at a time. A run that fails is not repeated: the next one comes as planned.</summary>
internal sealed partial class TimerListener(
    RegisteredFunction function, TimerTriggerAttribute trigger, CronSchedule schedule, ScheduleStore store, BackgroundRunner runner,
    TimeProvider clock, StopSignals signals) : ITriggerListener
{
    // Waits are cut, so that a wall clock that was set, or a machine that slept, is noticed.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private Task loop = Task.CompletedTask;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var known = trigger.UseMonitor ? store.Find(function.Name) : null;
        var status = known ?? new ScheduleStatus { Next = NextAfter(Now), LastUpdated = Now };
        if (known is null)
            await SaveAsync(status);
        // Not the recorded Next: the expression may be another one since.
        var due = NextAfter(known?.Last > default(DateTime) ? known.Last : status.LastUpdated);
        status.Next = due > Now ? due : NextAfter(Now);
        loop = Task.Run(() => LoopAsync(status, isPastDue: due <= Now), CancellationToken.None);
    }

    /// <inheritdoc />
    public Task StopAsync() => loop;

    private async Task LoopAsync(ScheduleStatus status, bool isPastDue)
    {
        try
        {
            if (isPastDue || trigger.RunOnStartup)
                status = await RunAsync(status, isPastDue);
            while (true)
            {
                while (status.Next > Now)
                    await Task.Delay(status.Next - Now < LongestWait ? status.Next - Now : LongestWait, clock, signals.Stopping);
                status = await RunAsync(status, isPastDue: false);
            }
        }
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
        {
            // A run that was cancelled counts as not run: with the monitor it is caught up at the next start.
        }
        catch (Exception e)
        {
            LogStopped(function.Logger, function.Name, FailureText.Of(e));
        }
    }

    private async Task<ScheduleStatus> RunAsync(ScheduleStatus status, bool isPastDue)
    {
        var startedAt = Now;
        try
        {
            var told = new ScheduleStatus { Last = status.Last, Next = NextAfter(startedAt), LastUpdated = status.LastUpdated };
            await runner.RunAsync(function, new TimerEvent(new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = trigger.UseMonitor ? told : null }));
        }
        catch (Exception) when (!signals.Stopping.IsCancellationRequested)
        {
            // The runner has logged it.
        }

        var after = new ScheduleStatus { Last = startedAt, Next = NextAfter(Now), LastUpdated = Now };
        await SaveAsync(after);
        return after;
    }

    private async Task SaveAsync(ScheduleStatus status)
    {
        if (!trigger.UseMonitor)
            return;
        try
        {
            await store.SaveAsync(function.Name, status);
        }
        catch (Exception e)
        {
            // The schedule goes on; after a restart the run may come once more.
            LogNotSaved(function.Logger, function.Name, FailureText.Of(e));
        }
    }

    private DateTime NextAfter(DateTime instant) => schedule.NextAfter(instant) ?? DateTime.MaxValue;

    [LoggerMessage(2, LogLevel.Error, "The schedule of {Function} could not be recorded: {Failure}")]
    private static partial void LogNotSaved(ILogger logger, string function, string failure);

    [LoggerMessage(1, LogLevel.Error, "The schedule of {Function} stopped: {Failure}")]
    private static partial void LogStopped(ILogger logger, string function, string failure);
}
