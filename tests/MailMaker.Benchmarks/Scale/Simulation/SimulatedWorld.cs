namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>What workers and planners of one simulated campaign share.</summary>
internal sealed class SimulatedWorld
{
    private readonly Random random;
    private readonly bool[] handedOver;
    private readonly bool[] settled;
    private readonly byte[] deliveries;
    private readonly int[] openInBucket;

    public SimulatedWorld(SimulatedCampaign campaign)
    {
        Campaign = campaign;
        random = new Random(campaign.Seed);
        Slices = campaign.SlicesPerBucket * campaign.Buckets;
        (handedOver, settled, deliveries) = (new bool[Slices], new bool[Slices], new byte[Slices]);
        (SumVersion, openInBucket) = (new int[campaign.Buckets], new int[campaign.Buckets]);
        Queue = new SimulatedQueue(campaign);
        Storage = new SimulatedStorage(campaign, random);
    }

    public SimulatedCampaign Campaign { get; }

    public SimulatedQueue Queue { get; }

    public SimulatedStorage Storage { get; }

    /// <summary>All slices.</summary>
    public int Slices { get; }

    /// <summary>How often each bucket's counts were written.</summary>
    public int[] SumVersion { get; }

    /// <summary>Slices that are done.</summary>
    public int Done { get; private set; }

    /// <summary>Slices that were dead-lettered.</summary>
    public int Dead { get; private set; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsOver => Done + Dead == Slices;

    public long Conflicts { get; set; }

    /// <summary>Claims that were over before the hand-over began.</summary>
    public long LateClaims { get; set; }

    /// <summary>Runs of slices that ended with a 503.</summary>
    public long FailedRuns { get; private set; }

    /// <summary>Slices that were handed over once more, because the run before could not record it.</summary>
    public long HandedOverAgain { get; private set; }

    /// <summary>Plans that were begun anew, after a 503 or a conflict.</summary>
    public long PlansAnew { get; set; }

    /// <summary>How often an activity that plans was run at most; after the eighth time RunCampaign marks the campaign as failed.</summary>
    public int MostPlanTries { get; set; } = 1;

    /// <summary>When the first mails went out.</summary>
    public double FirstHandOverAt { get; private set; } = double.NaN;

    /// <summary>Workers that wait for a message.</summary>
    public Queue<Actor> Idle { get; } = new();

    /// <summary>The time of requests that run together: the slowest's.</summary>
    public double Latency(int requests = 1) =>
        Campaign.Limits.ShortestLatency + ((Campaign.Limits.LongestLatency - Campaign.Limits.ShortestLatency) * Math.Pow(random.NextDouble(), 1.0 / requests));

    /// <summary>How long a client waits after a refusal.</summary>
    public double WaitAfter(int refusals) => Latency() + Campaign.Limits.WaitAfter(refusals, random.NextDouble());

    public int BucketOf(int slice) => slice / Campaign.SlicesPerBucket;

    /// <summary>Slices of a bucket that are on the queue or being worked on.</summary>
    public int OpenIn(int bucket) => openInBucket[bucket];

    /// <summary>Puts new slices of a bucket on the queue.</summary>
    public void Send(int bucket, int first, int count)
    {
        for (var i = 0; i < count; i++)
            Queue.Send((bucket * Campaign.SlicesPerBucket) + first + i);
        openInBucket[bucket] += count;
    }

    /// <summary>Notes a hand-over.</summary>
    public void HandOver(int slice, double now)
    {
        if (handedOver[slice])
            HandedOverAgain++;
        handedOver[slice] = true;
        if (double.IsNaN(FirstHandOverAt))
            FirstHandOverAt = now;
    }

    /// <summary>Ends a slice.</summary>
    public void Complete(int slice)
    {
        Settle(slice);
        Done++;
    }

    /// <summary>Ends a run that failed: the slice comes again, or is dead.</summary>
    public void Fail(int slice)
    {
        FailedRuns++;
        if (++deliveries[slice] < Campaign.MostDeliveries)
        {
            Queue.Return(slice);
            return;
        }

        Settle(slice);
        Dead++;
    }

    private void Settle(int slice)
    {
        if (settled[slice])
            throw new InvalidOperationException($"Slice {slice} ended twice.");
        settled[slice] = true;
        openInBucket[BucketOf(slice)]--;
    }
}
