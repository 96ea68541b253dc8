using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Benchmarks.Scale.Simulation;

namespace MailMaker.Tests.Scale;

/// <summary>Simulated campaigns: everything ends once, and no limit is passed.</summary>
public sealed class SimulationTests
{
    private static readonly SliceScript Script = new(
    [
        new("campaign", "Definitions", Place.Account, StepKind.Plain, 1),
        new("slice", "Ledger", Place.Ledger, StepKind.Plain, 1),
        new("contacts", "Contacts", Place.Contacts, StepKind.Look, 100),
        new("send states", "Contacts", Place.Contacts, StepKind.Plain, 100),
        new("claim", "Contacts", Place.Contacts, StepKind.Claim, 100),
        new("hand-over", "", Place.Contacts, StepKind.HandOver, 0),
        new("counts", "Ledger", Place.Ledger, StepKind.ReadSum, 1),
        new("record", "Ledger", Place.Ledger, StepKind.Record, 2),
    ]);

    private static readonly SimulatedCampaign Campaign = new() { Script = Script, Contacts = 200_000, Workers = 64 };

    [Theory]
    [InlineData(1, 1, 8)]
    [InlineData(2, 64, 64)]
    [InlineData(3, 16, 512)]
    public void Every_slice_ends_exactly_once(int seed, int buckets, int workers)
    {
        // The world itself refuses a slice that ends twice.
        var result = ScaleSimulation.Run(Campaign with { Seed = seed, Buckets = buckets, Workers = workers });

        Assert.InRange(result.Slices.Done + result.Slices.Dead, Campaign.Contacts / 100, (Campaign.Contacts / 100) + buckets);
        Assert.True(result.Requests >= (long)result.Slices.Done * Script.Requests);
    }

    // Sixty slices at once for a tenth of the limits: the services refuse most of what is asked.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void However_throttled_no_slice_dies_no_plan_is_abandoned_and_hardly_anything_is_handed_over_again(int seed)
    {
        var throttled = Campaign with { Seed = seed, Contacts = 100_000, Workers = 256, Limits = new ServiceLimits { PartitionPerSecond = 500, AccountPerSecond = 2_000 } };
        var before = ScaleSimulation.Run(throttled with { GivesUp = true });

        var now = ScaleSimulation.Run(throttled);

        Assert.True(before.Slices.Dead > 0 && before.HandedOverAgain > 0, $"{before.Slices.Dead} dead: the limits are too high to tell.");
        Assert.Equal((0, false), (now.Slices.Dead, now.IsAbandoned));
        Assert.InRange(now.HandedOverAgain, 0, before.HandedOverAgain / 20);
        Assert.True(now.FailedRuns > 0);
    }

    [Theory]
    [InlineData(60_000, true)]
    [InlineData(60_000, false)]
    [InlineData(1_000_000, true)]
    public void A_campaign_with_a_rate_keeps_to_it_in_any_minute_and_ends(int perMinute, bool together)
    {
        var result = ScaleSimulation.Run(Campaign with { Script = Script.WithRate(), PerMinute = perMinute, AsksTogether = together });

        Assert.InRange(result.Slices.Done, Campaign.Contacts / 100, (Campaign.Contacts / 100) + 64);
        Assert.InRange(result.MostInMinute, perMinute == 60_000 ? perMinute / 2 : 1, perMinute);
        Assert.Equal(perMinute == 60_000, result.Rates.Deferred > 0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_campaign()
    {
        Assert.Equal(ScaleSimulation.Run(Campaign).Seconds, ScaleSimulation.Run(Campaign).Seconds);
        Assert.NotEqual(ScaleSimulation.Run(Campaign).Seconds, ScaleSimulation.Run(Campaign with { Seed = 2 }).Seconds);
    }

    [Fact]
    public void A_list_of_one_bucket_is_held_to_the_limit_of_its_partition()
    {
        var result = ScaleSimulation.Run(Campaign with { Buckets = 1, Contacts = 50_000 });

        Assert.StartsWith("Contacts", result.Hottest.Name, StringComparison.Ordinal);
        Assert.True(result.Hottest.Mean <= 2_000 + (3_100 / result.Seconds), $"{result.Hottest.Mean}");
        // Keys once, then contacts, send states and claims.
        Assert.True(result.Seconds >= ((50_000 * 4) - 3_100) / 2_000.0, $"{result.Seconds}");
    }

    [Fact]
    public void No_account_passes_its_limit()
    {
        var result = ScaleSimulation.Run(Campaign with { Workers = 512 });

        Assert.True(result.Entities <= (20_000 * result.Seconds) + 21_100, $"{result.Entities} in {result.Seconds} s");
    }

    [Fact]
    public void The_queue_alone_lets_through_a_third_of_its_credits()
    {
        var unlimited = new ServiceLimits { PartitionPerSecond = 1e9, AccountPerSecond = 1e9 };

        var result = ScaleSimulation.Run(Campaign with { Limits = unlimited, Workers = 512 });

        Assert.InRange(result.Slices.Done / result.Seconds, 100, (1_000 / 3.0) + (500 / result.Seconds));
    }

    [Fact]
    public void Without_limits_no_request_is_refused_and_no_slice_is_handed_over_again()
    {
        var unlimited = new ServiceLimits { PartitionPerSecond = 1e9, AccountPerSecond = 1e9, CreditsPerSecond = 1e9 };

        var result = ScaleSimulation.Run(Campaign with { Limits = unlimited });

        Assert.Equal((0L, 0L), result.Refused);
        Assert.Equal(0, result.HandedOverAgain + result.LateClaims + result.FailedRuns);
        Assert.Equal(result.Requests, ((long)result.Slices.Done * Script.Requests) + (2 * result.Conflicts) + PlannedWith(result));
    }

    // Of each bucket: the look at its ledger, its pages, and for each group the counts and the writing.
    private static long PlannedWith(SimulationResult result)
    {
        var slices = result.Campaign.SlicesPerBucket;
        var pages = (int)Math.Ceiling(slices / 10.0);
        var groups = (int)Math.Ceiling(slices / (double)result.Campaign.PlannedAtOnce);
        return (long)result.Campaign.Buckets * (1 + pages + (2 * groups));
    }
}
