using MailMaker.Core.Inbound;

namespace MailMaker.Core.Tests.Inbound;

public sealed class FailureHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_packed_is_read()
    {
        var history = default(FailureHistory).With(Now, 1, Now.AddDays(-30)).With(Now.AddHours(1), 2, Now.AddDays(-30));
        var read = FailureHistory.FromBytes(history.ToBytes());
        Assert.Equal([Now, Now.AddHours(1)], read.Moments);
        Assert.True(read.Holds(1) && read.Holds(2) && !read.Holds(3));
    }

    [Fact]
    public void What_no_rule_asks_about_any_more_is_dropped() =>
        Assert.Equal([Now], default(FailureHistory).With(Now.AddDays(-40), 1, default).With(Now, 2, Now.AddDays(-30)).Moments);

    [Fact]
    public void It_never_grows_beyond_its_bound()
    {
        var history = default(FailureHistory);
        for (var i = 0; i < FailureHistory.MostEntries + 5; i++)
            history = history.With(Now.AddSeconds(i), (ulong)i, Now);
        Assert.Equal(FailureHistory.MostEntries, history.Count);
        Assert.True(history.Holds(FailureHistory.MostEntries + 4) && !history.Holds(4));
    }

    [Fact]
    public void Damaged_octets_are_no_history() => Assert.Equal(0, FailureHistory.FromBytes(new byte[15]).Count);
}
