using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Core.Tests.Delivery;

/// <summary>What the books of limits remember from one decision to the next, whichever host's clock it was made by.</summary>
public sealed class RateBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly RateLimit TenAMinute = new RateLimit.PerMinute("m", 10);
    private static readonly RateLimit OneADay = new RateLimit.Ramp("r", new RampUp(RampPeriod.Day, First: 1, Growth: 1), Start);
    private static readonly RateLimit TenAndMore = new RateLimit.Ramp("r", new RampUp(RampPeriod.Day, First: 10, Growth: 2), Start);

    private IReadOnlyDictionary<string, RateRow> rows = new Dictionary<string, RateRow>();

    [Fact]
    public void What_was_taken_counts_for_62_seconds_to_the_end()
    {
        Ask(TenAMinute, 5, Start);

        Assert.Equal(5, Ask(TenAMinute, 10, Start.AddSeconds(61)));
    }

    [Fact]
    public void After_62_seconds_the_whole_limit_is_free_again()
    {
        Ask(TenAMinute, 10, Start);

        Assert.Equal(10, Ask(TenAMinute, 11, Start.AddSeconds(62)));
    }

    [Fact]
    public void Who_comes_new_goes_at_once_when_the_last_who_waited_had_its_turn()
    {
        Ask(TenAMinute, 10, Start);
        DueOf(TenAMinute, Start);
        // The one who waits takes a tenth of 62 seconds of the limit.
        var over = Start.AddSeconds(62 + 6.2);

        Assert.Null(DueOf(TenAMinute, over));
    }

    [Fact]
    public void Who_comes_new_just_before_that_gets_a_turn_of_its_own()
    {
        Ask(TenAMinute, 10, Start);
        DueOf(TenAMinute, Start);

        Assert.NotNull(DueOf(TenAMinute, Start.AddSeconds(62 + 6.199)));
    }

    [Fact]
    public void Who_comes_new_in_the_step_of_those_who_waited_has_the_room_that_they_leave()
    {
        Ask(TenAndMore, 10, Start);
        DueOf(TenAndMore, Start);

        Assert.Null(DueOf(TenAndMore, Start.AddDays(1)));
    }

    [Fact]
    public void What_is_given_back_is_taken_out_of_its_own_second()
    {
        Ask(TenAMinute, 5, Start);
        Ask(TenAMinute, 5, Start.AddSeconds(30));
        GiveBack(TenAMinute, 4, Start.AddSeconds(30));

        Assert.Equal(9, Ask(TenAMinute, 10, Start.AddSeconds(62)));
    }

    [Fact]
    public void What_a_host_whose_clock_is_behind_takes_counts_from_the_newest_moment_that_is_known()
    {
        Ask(TenAMinute, 5, Start);
        Ask(TenAMinute, 5, Start.AddSeconds(-30));

        Assert.Equal(0, Ask(TenAMinute, 1, Start.AddSeconds(33)));
    }

    [Fact]
    public void A_row_is_kept_until_the_last_of_its_queue_has_had_its_turn()
    {
        Ask(TenAMinute, 10, Start);
        var due = DueOf(TenAMinute, Start);
        var last = DueOf(TenAMinute, Start);

        Assert.True(last > due);
        Assert.True(rows["m"].ExpiresAt > last);
    }

    [Fact]
    public void Who_has_had_a_turn_and_must_wait_again_does_not_lengthen_the_queue()
    {
        Ask(TenAMinute, 10, Start);
        Ask(TenAMinute, 5, Start.AddSeconds(1));

        Assert.Equal(Start.AddSeconds(62), DueOf(TenAMinute, Start.AddSeconds(2)));
    }

    [Fact]
    public void Who_waits_for_two_limits_waits_for_the_later()
    {
        var request = new RateRequest([new RateLimit.PerMinute("one", 1), OneADay], HadTurn: false);
        Decide([request], Start);

        Assert.Equal(Start.AddDays(1), Decide([request], Start).DueAt[0]);
    }

    [Fact]
    public void Each_step_of_a_plan_gives_as_many_turns_as_it_has_room()
    {
        Ask(OneADay, 1, Start);

        Assert.Equal([1, 2, 3], new[] { DueOf(OneADay, Start), DueOf(OneADay, Start), DueOf(OneADay, Start) }.Select(d => (d!.Value - Start).Days));
    }

    [Fact]
    public void Who_comes_new_on_a_later_day_does_not_overtake_those_whom_the_plan_gave_a_turn()
    {
        Ask(OneADay, 1, Start);
        DueOf(OneADay, Start);
        DueOf(OneADay, Start);

        Assert.Equal(Start.AddDays(3), DueOf(OneADay, Start.AddDays(1)));
    }

    [Fact]
    public void A_host_whose_clock_is_a_day_behind_gets_nothing_of_a_step_that_is_over()
    {
        Ask(TenAndMore, 20, Start.AddDays(1));

        Assert.Equal(0, Ask(TenAndMore, 1, Start.AddHours(23)));
    }

    [Fact]
    public void What_is_given_back_to_a_step_may_be_taken_again_in_it()
    {
        Ask(TenAndMore, 10, Start);
        GiveBack(TenAndMore, 4, Start);

        Assert.Equal(4, Ask(TenAndMore, 6, Start.AddHours(1)));
    }

    [Fact]
    public void What_is_given_back_when_its_step_is_over_makes_no_room_in_the_next()
    {
        Ask(TenAndMore, 10, Start.AddHours(23));
        Ask(TenAndMore, 20, Start.AddDays(1));
        GiveBack(TenAndMore, 4, Start.AddHours(23));

        Assert.Equal(0, Ask(TenAndMore, 4, Start.AddDays(1)));
    }

    [Fact]
    public void A_row_of_a_plan_is_kept_until_its_step_is_over()
    {
        Ask(TenAndMore, 3, Start.AddHours(5));

        Assert.Equal(Start.AddDays(1), rows["r"].ExpiresAt);
    }

    // How many of those whose turn it is may go.
    private int Ask(RateLimit limit, int messages, DateTimeOffset now) =>
        Decide([.. Enumerable.Repeat(new RateRequest([limit], HadTurn: true), messages)], now).DueAt.Count(d => d is null);

    // When one who comes new may go; null for at once.
    private DateTimeOffset? DueOf(RateLimit limit, DateTimeOffset now) => Decide([new RateRequest([limit], HadTurn: false)], now).DueAt[0];

    private RateDecision Decide(IReadOnlyList<RateRequest> requests, DateTimeOffset now)
    {
        var decision = RateTurns.Decide(requests, Packed(), now);
        rows = decision.Books;
        return decision;
    }

    private void GiveBack(RateLimit limit, int messages, DateTimeOffset takenAt) =>
        rows = RateTurns.GiveBack([.. Enumerable.Repeat(new RateRequest([limit], HadTurn: true), messages)], Packed(), takenAt);

    private Dictionary<string, byte[]> Packed() => rows.ToDictionary(r => r.Key, r => r.Value.Book);
}
