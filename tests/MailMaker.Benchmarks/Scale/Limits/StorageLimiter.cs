namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>The limits of one storage account and of the partitions in it. Not thread-safe.</summary>
internal sealed class StorageLimiter(ServiceLimits limits)
{
    private readonly TokenBucket account = new(limits.AccountPerSecond, limits.AccountPerSecond * limits.BurstFor);
    private readonly Dictionary<string, PartitionLoad> partitions = new(StringComparer.Ordinal);

    /// <summary>The partitions that were asked for anything.</summary>
    public IReadOnlyDictionary<string, PartitionLoad> Partitions => partitions;

    /// <summary>Entities that went through.</summary>
    public double Granted { get; private set; }

    /// <summary>Requests that a partition's limit refused.</summary>
    public long RefusedByPartition { get; private set; }

    /// <summary>Requests that the account's limit refused, and no partition's.</summary>
    public long RefusedByAccount { get; private set; }

    /// <summary>Asks for one request.</summary>
    /// <param name="partition">Its partition, with the table's name.</param>
    /// <param name="entities">Entities that it writes or reads; at least one counts.</param>
    /// <param name="now">Seconds; never less than before.</param>
    /// <returns>False for 503.</returns>
    public bool TryTake(string partition, double entities, double now)
    {
        entities = Math.Max(1, entities);
        if (!partitions.TryGetValue(partition, out var load))
            partitions[partition] = load = new PartitionLoad(new TokenBucket(limits.PartitionPerSecond, limits.PartitionPerSecond * limits.BurstFor));
        load.Asked++;
        if (!load.Bucket.IsOpen(now))
        {
            RefusedByPartition++;
            load.Refused++;
            return false;
        }

        if (!account.IsOpen(now))
        {
            RefusedByAccount++;
            return false;
        }

        load.Bucket.Take(entities);
        account.Take(entities);
        Granted += entities;
        load.Grant(entities, now);
        return true;
    }
}
