namespace MailMaker.Testing;

/// <summary>
/// A clock that moves only when a test says so. Timers fire on the advancing thread, in order of their due time, each with the clock
/// standing at exactly that time; a timer started by a callback fires in the same advance when it falls due within it. A timer set to
/// zero fires at once on the thread pool, as a real one does. Thread-safe.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock guard = new();
    private readonly PriorityQueue<Entry, (DateTimeOffset Due, long Order)> entries = new();
    private DateTimeOffset now;
    private TimeSpan elapsed;
    private long order;
    private int outdated;

    /// <summary>A clock that stands at <paramref name="start"/>; on a Monday morning when nothing is said.</summary>
    public FakeClock(DateTimeOffset? start = null) => now = (start ?? Monday).ToUniversalTime();

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait to fire: lets a test see that the code under test has reached its wait.</summary>
    public int PendingTimers
    {
        get
        {
            lock (guard)
                return entries.UnorderedItems.Count(e => e.Element.IsCurrent);
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (guard)
            return now;
    }

    /// <summary>Time advanced so far, in ticks: never goes back, whatever <see cref="SetUtcNow"/> does.</summary>
    public override long GetTimestamp()
    {
        lock (guard)
            return elapsed.Ticks;
    }

    /// <summary>Moves the clock forward and fires every timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        MoveTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock to <paramref name="value"/>. Forward, timers fire on the way; back (a wall clock set back), none fires and what waits keeps its distance.</summary>
    public void SetUtcNow(DateTimeOffset value)
    {
        lock (guard)
        {
            if (value < now)
            {
                Shift(value - now);
                return;
            }
        }

        MoveTo(value.ToUniversalTime());
    }

    /// <summary>Moves the clock forward without a timer's noticing, as when the clock is set or the machine has slept: what waits keeps its distance.</summary>
    public void Jump(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (guard)
            Shift(by);
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void MoveTo(DateTimeOffset target)
    {
        while (NextDue(target) is { } due)
            due.Fire();
    }

    // The next timer due by the target, with the clock moved to its time; null (clock at the target) when none is left.
    private FakeTimer? NextDue(DateTimeOffset target)
    {
        lock (guard)
        {
            while (entries.TryPeek(out var entry, out var at) && at.Due <= target)
            {
                entries.Dequeue();
                if (!entry.IsCurrent)
                {
                    outdated--;
                    continue;
                }

                Step(at.Due);
                entry.Timer.Rearm(at.Due);
                return entry.Timer;
            }

            Step(target);
            return null;
        }
    }

    // An entry is out of date: kept until most of them are, so that code that sets and drops a timer a million times leaves nothing behind.
    private void Forget()
    {
        if (++outdated < 64 || outdated * 2 < entries.Count)
            return;
        var current = entries.UnorderedItems.Where(e => e.Element.IsCurrent).ToList();
        entries.Clear();
        entries.EnqueueRange(current);
        outdated = 0;
    }

    private void Step(DateTimeOffset to)
    {
        if (to <= now)
            return;
        elapsed += to - now;
        now = to;
    }

    private void Shift(TimeSpan by)
    {
        var waiting = entries.UnorderedItems.Where(e => e.Element.IsCurrent).ToList();
        entries.Clear();
        outdated = 0;
        foreach (var (entry, at) in waiting)
            entries.Enqueue(entry, (at.Due + by, at.Order));
        now += by;
    }

    private readonly record struct Entry(FakeTimer Timer, long Generation)
    {
        public bool IsCurrent => Timer.Generation == Generation;
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;
        private bool disposed;
        private bool armed;

        public long Generation { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.guard)
            {
                if (disposed)
                    return false;
                this.period = period;
                Arm(dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime);
            }

            if (dueTime == TimeSpan.Zero)
                ThreadPool.QueueUserWorkItem(_ => clock.MoveTo(clock.GetUtcNow()));
            return true;
        }

        // Called inside the clock's lock.
        public void Rearm(DateTimeOffset firedAt)
        {
            armed = false;
            Arm(period > TimeSpan.Zero ? firedAt + period : null);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.guard)
            {
                disposed = true;
                Disarm();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(DateTimeOffset? due)
        {
            Disarm();
            armed = due is not null;
            if (due is { } at)
                clock.entries.Enqueue(new Entry(this, Generation), (at, clock.order++));
        }

        private void Disarm()
        {
            Generation++;
            if (armed)
                clock.Forget();
            armed = false;
        }
    }
}
