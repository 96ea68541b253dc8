using System.Collections.Concurrent;
using Azure.Data.Tables;
using MailMaker.Core.Delivery;
using MailMaker.Delivery.Rates;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;
using MailMaker.Tests.Faults;
using MailMaker.Tests.Support;
using Microsoft.Extensions.Logging;

namespace MailMaker.Tests.Delivery;

/// <summary>What hosts tell each other of a channel that takes nothing.</summary>
public sealed class ChannelHoldsTests : IAsyncLifetime
{
    private static readonly HoldKey Key = new(MessageChannel.Email);
    private static readonly HandOver Down = new HandOver.TemporaryFailure("4.4.1") { Fault = FaultOf.Channel };

    private readonly TemporaryFolder folder = new();
    private readonly FakeClock clock = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));
    private readonly FaultPlan plan = new(seed: 1);
    private readonly KeptWarnings log = new();
    private TableServiceClient tables = null!;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        var connection = EmbeddedHome.ConnectionString(folder.Path);
        (EmbeddedHome.For(connection).Clock, EmbeddedHome.For(connection).Fronts) = (clock, new FaultyFronts(plan));
        tables = new TableServiceClient(connection);
        await tables.CreateTableIfNotExistsAsync(RateStore.Table);
    }

    public async Task DisposeAsync()
    {
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Workers_that_meet_the_same_refusal_make_one_hold_of_it()
    {
        var (one, other) = (Host(), Host());

        var first = await one.HoldAsync(Key, Down);
        await other.HoldAsync(Key, Down);
        var last = await one.HoldAsync(Key, Down);

        Assert.Equal((1, first.Until), (last.Times, last.Until));
    }

    [Fact]
    public async Task A_longer_hold_outlasts_a_shorter_one_that_comes_after_it()
    {
        var host = Host();
        await host.HoldAsync(Key, Asking(600));

        var later = await host.HoldAsync(Key, Asking(20));
        var longest = await host.HoldAsync(Key, Asking(900));

        Assert.Equal((Now.AddSeconds(600), Now.AddSeconds(900)), (later.Until, longest.Until));
    }

    [Fact]
    public async Task Holds_in_succession_count_and_grow_and_say_since_when()
    {
        var (host, since) = (Host(), Now);
        var holds = new List<Hold>();
        for (var i = 0; i < 3; i++)
        {
            holds.Add(await host.HoldAsync(Key, Down));
            clock.Advance(holds[^1].Until - Now);
        }

        Assert.Equal([30, 60, 120], [(holds[0].Until - since).TotalSeconds, (holds[1].Until - holds[0].Until).TotalSeconds, (holds[2].Until - holds[1].Until).TotalSeconds]);
        Assert.Equal((3, since, "4.4.1"), (holds[2].Times, holds[2].Since, holds[2].Code));
    }

    [Fact]
    public async Task A_hold_ends_at_its_moment()
    {
        var host = Host();
        var hold = await host.HoldAsync(Key, Down);

        Assert.Equal(hold.Until, await host.ResumesAtAsync(Key, default));
        clock.Advance(hold.Until - Now);
        Assert.Null(await host.ResumesAtAsync(Key, default));
    }

    [Fact]
    public async Task What_another_host_holds_is_known_a_second_later()
    {
        var (one, other) = (Host(), Host());
        Assert.Null(await one.ResumesAtAsync(Key, default));
        await other.HoldAsync(Key, Down);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(await one.ResumesAtAsync(Key, default));
    }

    [Fact]
    public async Task What_was_read_by_a_clock_that_was_set_back_since_is_read_again()
    {
        var (one, other) = (Host(), Host());
        Assert.Null(await one.ResumesAtAsync(Key, default));
        clock.SetUtcNow(Now.AddHours(-2));
        await other.HoldAsync(Key, Down);

        Assert.NotNull(await one.ResumesAtAsync(Key, default));
    }

    [Fact]
    public async Task A_message_that_is_taken_makes_the_next_hold_a_short_first_one_for_every_host()
    {
        var (one, other) = (Host(), Host());
        await one.HoldAsync(Key, Down);
        clock.Advance(TimeSpan.FromSeconds(31));
        await one.TakesAgainAsync(Key);

        var next = await other.HoldAsync(Key, Down);

        Assert.Equal((1, Now, Now.AddSeconds(30)), (next.Times, next.Since, next.Until));
    }

    [Fact]
    public async Task A_message_that_is_taken_does_not_end_a_hold_that_another_host_began_meanwhile()
    {
        var (one, other) = (Host(), Host());
        await one.HoldAsync(Key, Down);
        clock.Advance(TimeSpan.FromSeconds(31));
        await other.HoldAsync(Key, Down);

        await one.TakesAgainAsync(Key);

        Assert.Equal(2, (await Host().ReadAsync(Key, default)).Times);
        Assert.NotNull(await one.ResumesAtAsync(Key, default));
    }

    [Fact]
    public async Task A_hold_of_long_ago_says_nothing()
    {
        await Host().HoldAsync(Key, Down);
        clock.Advance(TimeSpan.FromMinutes(62));

        var hold = await Host().HoldAsync(Key, Down);

        Assert.Equal((1, Now), (hold.Times, hold.Since));
    }

    [Fact]
    public async Task A_hold_is_swept_only_when_it_says_nothing_any_more()
    {
        var rates = new RateStore(tables, clock);
        await Host().HoldAsync(Key, Down);

        // Still within the hour in which the next hold is the second.
        clock.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal(0, await rates.SweepAsync(default));
        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, await rates.SweepAsync(default));
    }

    [Fact]
    public async Task Where_nothing_can_be_written_a_hold_holds_in_this_process()
    {
        var host = Host();
        plan.IsOut = true;

        var hold = await host.HoldAsync(Key, Down);
        clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal((1, hold.Until), (hold.Times, await host.ResumesAtAsync(Key, default)));
    }

    [Fact]
    public async Task The_operator_is_warned_once_for_holds_in_succession_and_again_after_it_was_well()
    {
        var host = Host();
        await host.HoldAsync(Key, Down);
        clock.Advance(TimeSpan.FromSeconds(31));
        await host.HoldAsync(Key, Down);
        Assert.Contains("Email takes nothing (4.4.1)", Assert.Single(log.Lines), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromMinutes(2));
        await host.TakesAgainAsync(Key);
        await host.HoldAsync(Key, Down);

        Assert.Equal(2, log.Lines.Count);
    }

    private static HandOver.TemporaryFailure Asking(int seconds) => new("4.4.5", TimeSpan.FromSeconds(seconds)) { Fault = FaultOf.Channel };

    private ChannelHolds Host() => new(tables, clock, log);

    private sealed class KeptWarnings : ILogger<ChannelHolds>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));
    }
}
