namespace MailMaker.Embedded.Durable.Engine;

/// <summary>One timer of the home's clock for all durable timers, set to the earliest. Thread-safe.</summary>
internal sealed class DurableTimers : IDisposable
{
    // Looked at again at least so often: the clock may be set forward, or the machine have slept, and no timer tells.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Lock guard = new();
    private readonly TimeProvider clock;
    private readonly Action fire;
    private readonly ITimer timer;
    private long next = long.MaxValue;
    private bool stopped;

    /// <param name="clock">The home's clock.</param>
    /// <param name="fire">Called when a timer may be due; must call <see cref="Set"/> with the next one.</param>
    public DurableTimers(TimeProvider clock, Action fire)
    {
        this.clock = clock;
        this.fire = fire;
        timer = clock.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes sure to fire by a time (UTC ticks).</summary>
    public void Set(long due)
    {
        lock (guard)
        {
            if (stopped || due >= next)
                return;
            if (due > clock.GetUtcNow().UtcTicks)
            {
                next = due;
                Arm();
                return;
            }
        }

        fire();
    }

    /// <summary>Stops firing.</summary>
    public void Dispose()
    {
        lock (guard)
            stopped = true;
        timer.Dispose();
    }

    private void OnTime()
    {
        lock (guard)
        {
            if (stopped || next == long.MaxValue)
                return;
            if (next > clock.GetUtcNow().UtcTicks)
            {
                Arm();
                return;
            }

            next = long.MaxValue;
        }

        fire();
    }

    private void Arm()
    {
        var wait = TimeSpan.FromTicks(Math.Max(0, next - clock.GetUtcNow().UtcTicks));
        wait = wait < ShortestWait && wait > TimeSpan.Zero ? ShortestWait : wait;
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
