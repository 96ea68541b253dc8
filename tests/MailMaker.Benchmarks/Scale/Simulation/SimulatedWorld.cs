using MailMaker.Campaigns;

namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>What workers and planners of one simulated campaign share.</summary>
internal sealed class SimulatedWorld
{
    private const byte SliceMembers = 100;

    // Deliveries of a message, and tries of an activity, of an app that gives up.
    private const int MostDeliveries = 10;
    private const int MostPlanTries = 8;

    private readonly Random random;
    private readonly bool[] unrecorded;
    private readonly bool[] hadTurn;
    private readonly byte[] left;
    private readonly bool[] settled;
    private readonly byte[] outages;
    private readonly int[] openInBucket;

    public SimulatedWorld(SimulatedCampaign campaign)
    {
        Campaign = campaign;
        random = new Random(campaign.Seed);
        Slices = campaign.SlicesPerBucket * campaign.Buckets;
        (unrecorded, settled, outages) = (new bool[Slices], new bool[Slices], new byte[Slices]);
        (hadTurn, left) = (new bool[Slices], new byte[Slices]);
        Array.Fill(left, SliceMembers);
        (SumVersion, openInBucket) = (new int[campaign.Buckets], new int[campaign.Buckets]);
        Queue = new SimulatedQueue(campaign);
        Storage = new SimulatedStorage(campaign, random);
        Rates = new SimulatedRates(campaign.PerMinute ?? 1);
        var clerks = campaign.AsksTogether ? Math.Max(1, campaign.Workers / campaign.PerInstance) : campaign.Workers;
        Clerks = [.. Enumerable.Range(0, clerks).Select(_ => new RateClerk(this))];
    }

    public SimulatedCampaign Campaign { get; }

    public SimulatedQueue Queue { get; }

    public SimulatedStorage Storage { get; }

    public SimulatedRates Rates { get; }

    /// <summary>Who asks for the rate: one in each process, or one for each worker.</summary>
    public IReadOnlyList<RateClerk> Clerks { get; }

    /// <summary>When how many messages were handed over, of a campaign with a rate.</summary>
    public List<(double At, int Messages)> HandedOver { get; } = [];

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

    /// <summary>How often in a row a plan was put off at most, without a slice in between.</summary>
    public int MostPlanOutages { get; private set; }

    /// <summary>How often in a row a slice was put off at most.</summary>
    public int MostOutages { get; private set; }

    /// <summary>Whether a plan had no try left.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>When the first mails went out.</summary>
    public double FirstHandOverAt { get; private set; } = double.NaN;

    /// <summary>Who goes on at a moment, having waited for somebody else.</summary>
    public Queue<(Actor Actor, double At)> Woken { get; } = new();

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

    /// <summary>Lets somebody go on who waited.</summary>
    public void Wake(Actor actor, double at) => Woken.Enqueue((actor, at));

    /// <summary>Messages of a slice that have not left.</summary>
    public int LeftOf(int slice) => left[slice];

    /// <summary>Whether a slice has waited for its turn.</summary>
    public bool HadTurn(int slice) => hadTurn[slice];

    /// <summary>Notes a hand-over.</summary>
    public void HandOver(int slice, int messages, double now)
    {
        if (unrecorded[slice])
            HandedOverAgain++;
        unrecorded[slice] = true;
        if (double.IsNaN(FirstHandOverAt))
            FirstHandOverAt = now;
        if (Campaign.PerMinute is not null)
            HandedOver.Add((now, messages));
    }

    /// <summary>Notes that what was handed over, if anything was, is recorded.</summary>
    public void Recorded(int slice, int messages)
    {
        unrecorded[slice] = false;
        left[slice] -= (byte)messages;
    }

    /// <summary>Puts what is left of a slice on the queue for its turn.</summary>
    public void WaitForTurn(int slice, double due)
    {
        hadTurn[slice] = true;
        Queue.Schedule(slice, due);
    }

    /// <summary>Ends a slice.</summary>
    public void Complete(int slice)
    {
        Settle(slice);
        Done++;
    }

    /// <summary>Ends a run that failed: the slice comes again when storage was left alone for a while.</summary>
    public void Fail(int slice, double now)
    {
        FailedRuns++;
        MostOutages = Math.Max(MostOutages, ++outages[slice]);
        if (!Campaign.GivesUp)
        {
            Queue.Schedule(slice, now + WaitFor(outages[slice]));
            return;
        }

        if (outages[slice] < MostDeliveries)
        {
            Queue.Return(slice);
            return;
        }

        Settle(slice);
        Dead++;
    }

    /// <summary>Notes that a plan was put off.</summary>
    /// <param name="inARow">How often in a row, without a slice in between.</param>
    /// <param name="tries">How often it was begun.</param>
    public void PutOffPlan(int inARow, int tries)
    {
        PlansAnew++;
        MostPlanOutages = Math.Max(MostPlanOutages, inARow);
        IsAbandoned |= Campaign.GivesUp && tries > MostPlanTries;
    }

    /// <summary>How long storage is left alone.</summary>
    public double WaitFor(int times) => PassingFault.Wait(times, random.NextDouble()).TotalSeconds;

    private void Settle(int slice)
    {
        if (settled[slice])
            throw new InvalidOperationException($"Slice {slice} ended twice.");
        settled[slice] = true;
        openInBucket[BucketOf(slice)]--;
    }
}
