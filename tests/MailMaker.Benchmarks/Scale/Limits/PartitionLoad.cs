namespace MailMaker.Benchmarks.Scale.Limits;

/// <summary>What one partition was asked for and what it gave.</summary>
internal sealed class PartitionLoad(TokenBucket bucket)
{
    private long second = -1;
    private double inSecond;

    /// <summary>Its limit.</summary>
    public TokenBucket Bucket => bucket;

    /// <summary>Requests.</summary>
    public long Asked { get; set; }

    /// <summary>Requests that its limit refused.</summary>
    public long Refused { get; set; }

    /// <summary>Entities that went through.</summary>
    public double Granted { get; private set; }

    /// <summary>The most entities in one second of the clock.</summary>
    public double MostInSecond { get; private set; }

    /// <summary>Notes what went through.</summary>
    public void Grant(double entities, double now)
    {
        if (second != (long)now)
            (second, inSecond) = ((long)now, 0);
        inSecond += entities;
        Granted += entities;
        MostInSecond = Math.Max(MostInSecond, inSecond);
    }
}
