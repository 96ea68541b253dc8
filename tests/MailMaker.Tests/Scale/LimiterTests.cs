using MailMaker.Benchmarks.Scale.Limits;

namespace MailMaker.Tests.Scale;

/// <summary>What the limits let through.</summary>
public sealed class LimiterTests
{
    private static readonly ServiceLimits Limits = new();

    [Fact]
    public void One_partition_gets_its_limit_and_no_more()
    {
        var storage = new StorageLimiter(Limits);

        var granted = Flood(storage, seconds: 10, _ => "one");

        Assert.InRange(granted, 10 * Limits.PartitionPerSecond, (10 * Limits.PartitionPerSecond) + (Limits.PartitionPerSecond * Limits.BurstFor) + 10);
        Assert.Equal(0, storage.RefusedByAccount);
    }

    [Fact]
    public void Many_partitions_together_get_the_accounts_limit_and_no_more()
    {
        var storage = new StorageLimiter(Limits);

        var granted = Flood(storage, seconds: 10, i => $"partition {i % 64}");

        Assert.InRange(granted, 10 * Limits.AccountPerSecond, (10 * Limits.AccountPerSecond) + (Limits.AccountPerSecond * Limits.BurstFor) + 10);
        Assert.True(storage.RefusedByAccount > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void In_any_time_it_lets_through_at_most_a_burst_and_the_rate_and_one_request_more(int seed)
    {
        var (random, bucket) = (new Random(seed), new TokenBucket(perSecond: 100, burst: 50));
        var granted = new List<(double At, double Units)>();
        for (var now = 0.0; now < 60; now += random.NextDouble() * 0.1)
        {
            var wanted = random.Next(1, 50);
            if (!bucket.IsOpen(now))
                continue;
            bucket.Take(wanted);
            granted.Add((now, wanted));
        }

        for (var from = 0; from < granted.Count; from++)
        {
            var sum = 0.0;
            for (var to = from; to < granted.Count; to++)
            {
                sum += granted[to].Units;
                Assert.True(sum <= 50 + 50 + (100 * (granted[to].At - granted[from].At)) + 1e-6, $"{sum} from {granted[from].At} to {granted[to].At}");
            }
        }
    }

    [Fact]
    public void A_request_without_an_entity_counts_as_one()
    {
        var storage = new StorageLimiter(Limits with { PartitionPerSecond = 1, BurstFor = 1 });

        Assert.True(storage.TryTake("one", 0, 0));
        Assert.False(storage.TryTake("one", 0, 0));
    }

    private static double Flood(StorageLimiter storage, int seconds, Func<int, string> partition)
    {
        for (var i = 0; i < seconds * 1_000; i++)
        {
            for (var j = 0; j < 10; j++)
                storage.TryTake(partition((i * 10) + j), 10, i / 1000.0);
        }

        return storage.Granted;
    }
}
