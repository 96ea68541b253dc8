using MailMaker.Core.Delivery;
using MailMaker.Delivery.Smtp;
using MailMaker.Testing;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>A process that stood still for minutes, so that its time-outs are late too, in the middle of a mail.</summary>
public sealed class FrozenProcessTests
{
    private static readonly TimeSpan BeginWithin = TimeSpan.FromMilliseconds(650);

    [Theory]
    [InlineData("Several", 91, false)]
    [InlineData("Several", 90, true)]
    [InlineData("One", 600, true)]
    public async Task Where_there_are_several_hosts_the_end_of_a_mail_does_not_leave_when_another_one_may_take_it_for_lost(string hosts, int seconds, bool leaves)
    {
        var clock = new StandingClock();
        await using var server = FakeSmtpServer.Start(s => s.Script = (step, connection, _) =>
        {
            if (step == FakeStep.Data && connection == 1)
                clock.Stood = TimeSpan.FromSeconds(seconds);
            return FakeAct.Proceed;
        });
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None, Hosts = Enum.Parse<SmtpHosts>(hosts) };
        await using var channel = new SmtpChannel(settings, clock, new SmtpRig.KeptLog());

        var answer = await channel.HandOverAsync(SmtpRig.Mail() with { BeginWithin = BeginWithin }, default);

        Assert.Equal(leaves ? null : "4.4.2", (answer as HandOver.TemporaryFailure)?.Code);
        Assert.Equal((leaves, leaves ? 1 : 0), (answer is HandOver.Accepted, server.Taken.Count));
        // The next mail gets a connection of its own, and out.
        Assert.IsType<HandOver.Accepted>(await channel.HandOverAsync(SmtpRig.Mail("next@example.org") with { BeginWithin = BeginWithin }, default));
        Assert.Equal(leaves ? 1 : 2, server.Connections);
    }

    [Fact]
    public void How_long_a_hand_over_may_go_on_is_told_where_it_matters()
    {
        Assert.Equal(TimeSpan.FromSeconds(90 + 18 + 60), LongestOf(SmtpHosts.Several));
        Assert.Null(LongestOf(SmtpHosts.One));
    }

    private static TimeSpan? LongestOf(SmtpHosts hosts)
    {
        using var channel = new SmtpChannel(new SmtpSettings { Host = "relay.example", Port = 25, Hosts = hosts }, new FakeClock(), new SmtpRig.KeptLog());
        return channel.LongestHandOver;
    }

    /// <summary>Time goes by at once, and the timers that were due in it have not fired yet.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private readonly FakeClock clock = new();

        public TimeSpan Stood { get; set; }

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp() => clock.GetTimestamp() + Stood.Ticks;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Stood;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
