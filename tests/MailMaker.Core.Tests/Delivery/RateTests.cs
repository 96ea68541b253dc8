using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Core.Tests.Delivery;

public sealed class RateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, 1_000, 100)]
    [InlineData(600, 3_000, 100)]
    [InlineData(7, 60, 25)]
    [InlineData(1, 9, 3)]
    public void In_no_sixty_seconds_more_go_than_the_limit_and_all_go_in_the_end(int perMinute, int audience, int slice)
    {
        var went = Run([new RateLimit.PerMinute("c", perMinute)], audience, slice, seed: 1);

        Assert.Equal(audience, went.Count);
        AssertNoWindowOver(went, perMinute, TimeSpan.FromSeconds(60));
        // A thirtieth slower than the limit, and what rounding to slices costs.
        var ideal = TimeSpan.FromMinutes((double)audience / perMinute);
        Assert.InRange(went[^1] - Start, ideal * 0.5, (ideal * 1.25) + TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void Two_limits_hold_together()
    {
        RateLimit[] limits = [new RateLimit.PerMinute("campaign", 300), new RateLimit.PerMinute("sender", 120)];

        var went = Run(limits, 900, 50, seed: 2);

        Assert.Equal(900, went.Count);
        AssertNoWindowOver(went, 120, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_ramp_up_over_days_sends_each_days_number_and_no_more()
    {
        var plan = new RampUp(RampPeriod.Day, First: 50, Growth: 2, Most: 300);

        var went = Run([new RateLimit.Ramp("r", plan, Start)], 1_000, 40, seed: 3);

        var perDay = went.GroupBy(w => (w - Start).Days).OrderBy(g => g.Key).Select(g => g.Count()).ToList();
        Assert.Equal(1_000, perDay.Sum());
        Assert.Equal([50, 100, 200, 300, 300, 50], perDay);
    }

    [Fact]
    public void A_step_of_a_ramp_up_that_has_room_for_part_of_a_slice_is_filled()
    {
        var plan = new RampUp(RampPeriod.Day, First: 10, Growth: 2);

        var went = Run([new RateLimit.Ramp("r", plan, Start)], 70, 20, seed: 3);

        Assert.Equal([10, 20, 40], went.GroupBy(w => (w - Start).Days).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Fact]
    public void A_ramp_up_that_has_not_begun_lets_nobody_go_before_its_start()
    {
        var plan = new RampUp(RampPeriod.Hour, First: 10, Growth: 1.5);

        var went = Run([new RateLimit.Ramp("r", plan, Start.AddHours(5))], 60, 20, seed: 4);

        Assert.Equal(60, went.Count);
        Assert.True(went[0] >= Start.AddHours(5));
        Assert.Equal(10, went.Count(w => w < Start.AddHours(6)));
    }

    [Fact]
    public void What_is_given_back_may_be_taken_again_at_once()
    {
        var request = new RateRequest([new RateLimit.PerMinute("c", 10)], HadTurn: false);
        var taken = RateTurns.Decide([.. Enumerable.Repeat(request, 10)], new Dictionary<string, byte[]>(), Start);
        Assert.All(taken.DueAt, d => Assert.Null(d));

        var back = RateTurns.GiveBack([.. Enumerable.Repeat(request, 4)], Books(taken.Books), Start);
        var again = RateTurns.Decide([.. Enumerable.Repeat(request, 6)], Books(back), Start.AddSeconds(1));

        Assert.Equal(4, again.DueAt.Count(d => d is null));
    }

    [Fact]
    public void A_host_whose_clock_is_behind_does_not_get_more()
    {
        var request = new RateRequest([new RateLimit.PerMinute("c", 10)], HadTurn: true);
        var first = RateTurns.Decide([.. Enumerable.Repeat(request, 10)], new Dictionary<string, byte[]>(), Start);

        var behind = RateTurns.Decide([request], Books(first.Books), Start.AddMinutes(-5));

        Assert.NotNull(behind.DueAt[0]);
    }

    [Fact]
    public void Who_comes_new_does_not_overtake_those_who_wait()
    {
        var limit = new RateLimit.PerMinute("c", 10);
        var newcomers = Enumerable.Repeat(new RateRequest([limit], HadTurn: false), 30).ToList();
        var first = RateTurns.Decide(newcomers, new Dictionary<string, byte[]>(), Start);

        var later = RateTurns.Decide([newcomers[0]], Books(first.Books), Start.AddSeconds(70));

        Assert.True(later.DueAt[0] > first.DueAt[^1]);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(9, 20_000)]
    [InlineData(-1, 0)]
    public void A_plan_grows_step_by_step_to_its_most(long step, int expected) =>
        Assert.Equal(expected, new RampUp(RampPeriod.Day, 50, 2, 20_000).LimitOf(step));

    [Fact]
    public void A_plan_without_an_end_stops_limiting_at_ten_million() => Assert.Equal(int.MaxValue, new RampUp(RampPeriod.Day, 50).LimitOf(500));

    [Theory]
    [InlineData(0, 2.0, null, "/first")]
    [InlineData(5, 0.5, null, "/growth")]
    [InlineData(5, double.NaN, null, "/growth")]
    [InlineData(10_000_001, 2.0, null, "/first")]
    [InlineData(5, 10.5, null, "/growth")]
    [InlineData(5, 2.0, 4, "/most")]
    [InlineData(5, 2.0, 10_000_001, "/most")]
    public void A_plan_that_makes_no_sense_is_refused(int first, double growth, int? most, string pointer) =>
        Assert.Equal([pointer], new RampUp(RampPeriod.Day, first, growth, most).Check("").Select(p => p.Pointer));

    [Theory]
    [InlineData(1999, false)]
    [InlineData(2000, true)]
    [InlineData(2201, false)]
    public void A_plan_starts_in_a_year_that_somebody_can_have_meant(int year, bool isFine) =>
        Assert.Equal(isFine, !new RampUp(RampPeriod.Day, 5, StartsAt: new DateTimeOffset(year, 6, 1, 0, 0, 0, TimeSpan.Zero)).Check("").Any());

    [Theory]
    [InlineData("4.4.5", 20.0, 1, 20.0)]
    [InlineData("4.4.5", 0.2, 1, 1.0)]
    [InlineData("4.3.2", 7200.0, 1, 3600.0)]
    [InlineData("4.3.2", null, 3, null)]
    [InlineData("4.3.2", null, 4, 30.0)]
    [InlineData("4.2.1", 20.0, 9, null)]
    [InlineData("4.7.0", null, 9, null)]
    public void A_channel_is_held_back_by_what_it_says_of_itself_and_not_of_recipients(string code, double? retryAfter, int inARow, double? expected)
    {
        var answer = new HandOver.TemporaryFailure(code, retryAfter is { } s ? TimeSpan.FromSeconds(s) : null);

        Assert.Equal(expected, ChannelPressure.Holds(answer, inARow, heldBefore: 0) ? ChannelPressure.HoldFor(answer, heldBefore: 0).TotalSeconds : null);
    }

    [Theory]
    [InlineData("4.2.1", FaultOf.Message, 9, 0, false)]
    [InlineData("4.2.1", FaultOf.Channel, 1, 0, true)]
    [InlineData("4.7.0", FaultOf.Sender, 1, 0, true)]
    [InlineData("5.1.1", FaultOf.Message, 99, 9, false)]
    [InlineData("5.7.1", FaultOf.Message, 3, 0, false)]
    [InlineData("5.7.1", FaultOf.Message, 4, 0, true)]
    [InlineData("5.7.1", FaultOf.Message, 1, 1, true)]
    [InlineData("5.1.8", FaultOf.Sender, 1, 0, true)]
    public void What_is_certain_holds_at_once_and_what_may_be_the_recipients_only_in_a_row(string code, FaultOf fault, int inARow, int heldBefore, bool expected)
    {
        HandOver answer = code[0] == '4' ? new HandOver.TemporaryFailure(code) { Fault = fault } : new HandOver.PermanentFailure(code) { Fault = fault };

        Assert.Equal(expected, ChannelPressure.Holds(answer, inARow, heldBefore));
    }

    [Theory]
    [InlineData(FaultOf.Channel, 0, false)]
    [InlineData(FaultOf.Sender, 0, true)]
    [InlineData(FaultOf.Sender, 1, false)]
    [InlineData(FaultOf.Message, 5, true)]
    public void A_refusal_for_the_senders_sake_is_a_try_only_while_others_are_taken_or_where_it_may_be_the_recipients(FaultOf fault, int heldBefore, bool expected) =>
        Assert.Equal(expected, ChannelPressure.CountsAsTry(new HandOver.PermanentFailure("5.7.1") { Fault = fault }, heldBefore));

    [Fact]
    public void Holds_in_succession_grow_to_a_quarter_of_an_hour()
    {
        var answer = new HandOver.TemporaryFailure("4.4.1");

        Assert.Equal(60, ChannelPressure.HoldFor(answer, 1).TotalSeconds);
        Assert.Equal(900, ChannelPressure.HoldFor(answer, 50).TotalSeconds);
    }

    // Slices that are taken up when they are due, in an order that chance picks, as many workers would.
    private static List<DateTimeOffset> Run(RateLimit[] limits, int audience, int slice, int seed)
    {
        var random = new Random(seed);
        var books = new Dictionary<string, byte[]>();
        var waiting = new PriorityQueue<(int Messages, bool HadTurn), (DateTimeOffset, int)>();
        for (var left = audience; left > 0; left -= slice)
            waiting.Enqueue((Math.Min(slice, left), false), (Start, random.Next()));
        var (went, asked, clock) = (new List<DateTimeOffset>(), 0, Start);
        while (waiting.TryDequeue(out var next, out var due))
        {
            // Queues deliver late: by up to five seconds.
            clock = due.Item1 > clock ? due.Item1.AddMilliseconds(random.Next(5_000)) : clock.AddMilliseconds(random.Next(20));
            var decision = RateTurns.Decide([.. Enumerable.Repeat(new RateRequest(limits, next.HadTurn), next.Messages)], books, clock);
            books = Books(decision.Books);
            went.AddRange(decision.DueAt.Where(d => d is null).Select(_ => clock.AddMilliseconds(random.Next(900))));
            foreach (var later in decision.DueAt.Where(d => d is not null).GroupBy(d => d!.Value))
                waiting.Enqueue((later.Count(), true), (later.Key, random.Next()));
            Assert.True(++asked < 20_000, "The slices ask again and again.");
        }

        went.Sort();
        return went;
    }

    private static void AssertNoWindowOver(List<DateTimeOffset> went, int most, TimeSpan window)
    {
        for (var i = most; i < went.Count; i++)
            Assert.True(went[i] - went[i - most] >= window, $"{most + 1} went within {went[i] - went[i - most]} from {went[i - most]:T} on.");
    }

    private static Dictionary<string, byte[]> Books(IReadOnlyDictionary<string, RateRow> rows) => rows.ToDictionary(r => r.Key, r => r.Value.Book);
}
