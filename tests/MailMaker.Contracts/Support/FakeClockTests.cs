using MailMaker.Testing;

namespace MailMaker.Contracts.Support;

public sealed class FakeClockTests
{
    [Fact]
    public void Timers_fire_in_due_order_with_the_clock_at_their_time()
    {
        var clock = new FakeClock();
        var start = clock.GetUtcNow();
        var fired = new List<(string, TimeSpan)>();
        void Set(string name, int seconds, int period = 0) => clock.CreateTimer(
            _ => fired.Add((name, clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(period));
        Set("late", 5);
        Set("early", 1);
        Set("again", 2, 2);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["early", "again", "again", "late"], fired.Select(f => f.Item1));
        Assert.Equal([1, 2, 4, 5], fired.Select(f => (int)f.Item2.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(5), clock.GetUtcNow() - start);
    }

    [Fact]
    public void A_changed_or_disposed_timer_does_not_fire_at_its_old_time()
    {
        var clock = new FakeClock();
        var fired = 0;
        var changed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using (clock.CreateTimer(_ => fired += 100, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan))
            changed.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, fired);
        Assert.Equal(1, clock.PendingTimers);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, fired);
    }

    [Fact]
    public void Many_dropped_timers_leave_the_others_in_place()
    {
        var clock = new FakeClock();
        var fired = new List<int>();
        for (var n = 0; n < 1000; n++)
        {
            var number = n;
            var timer = clock.CreateTimer(_ => fired.Add(number), null, TimeSpan.FromSeconds(n + 1), Timeout.InfiniteTimeSpan);
            if (n % 100 != 0)
                timer.Dispose();
        }

        clock.Advance(TimeSpan.FromSeconds(1000));

        Assert.Equal([0, 100, 200, 300, 400, 500, 600, 700, 800, 900], fired);
    }

    [Fact]
    public void A_clock_set_back_keeps_the_distance_of_what_waits()
    {
        var clock = new FakeClock();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        clock.SetUtcNow(clock.GetUtcNow().AddHours(-1));
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, fired);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_clock_that_jumps_keeps_the_distance_of_what_waits()
    {
        var clock = new FakeClock();
        var start = clock.GetUtcNow();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        clock.Jump(TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, fired);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((1, TimeSpan.FromHours(1) + TimeSpan.FromSeconds(10)), (fired, clock.GetUtcNow() - start));
    }
}
