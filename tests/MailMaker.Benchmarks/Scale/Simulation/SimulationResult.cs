namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>What a simulated campaign came to.</summary>
internal sealed record SimulationResult
{
    public required SimulatedCampaign Campaign { get; init; }

    /// <summary>From the launch to the end of the last slice.</summary>
    public required double Seconds { get; init; }

    /// <summary>When the first mails went out.</summary>
    public required double FirstHandOverAt { get; init; }

    /// <summary>Slices that were done, and that were dead-lettered.</summary>
    public required (int Done, int Dead) Slices { get; init; }

    /// <summary>Table requests that went through.</summary>
    public required long Requests { get; init; }

    /// <summary>Entities that went through.</summary>
    public required double Entities { get; init; }

    /// <summary>Requests refused with 503 for a partition's limit, and for an account's.</summary>
    public required (long Partition, long Account) Refused { get; init; }

    /// <summary>Queue operations that went through, and that found no credit.</summary>
    public required (long Granted, long Refused) Messages { get; init; }

    /// <summary>Writes of counts that somebody else had changed.</summary>
    public required long Conflicts { get; init; }

    /// <summary>Claims that were over before the hand-over began.</summary>
    public required long LateClaims { get; init; }

    /// <summary>Runs that ended with a 503.</summary>
    public required long FailedRuns { get; init; }

    /// <summary>Slices handed over once more.</summary>
    public required long HandedOverAgain { get; init; }

    /// <summary>Plans that were put off, or begun anew.</summary>
    public required long PlansAnew { get; init; }

    /// <summary>Of a campaign with a rate: how often its row was written, writes that found it changed, and runs that had to wait for their turn.</summary>
    public required (int Writes, long Conflicts, long Deferred) Rates { get; init; }

    /// <summary>The most messages of a campaign with a rate that were handed over in any 60 seconds.</summary>
    public required int MostInMinute { get; init; }

    /// <summary>How often in a row a slice, and a plan, was put off at most.</summary>
    public required (int Slice, int Plan) MostOutages { get; init; }

    /// <summary>Whether the campaign was marked as failed because a plan had no try left.</summary>
    public required bool IsAbandoned { get; init; }

    /// <summary>Entities a second of each storage account in the steady part.</summary>
    public required IReadOnlyList<double> SteadyPerSecond { get; init; }

    /// <summary>The partition with the most refusals of its own, else with the most entities.</summary>
    public required (string Name, double MostInSecond, double Mean, long Refused) Hottest { get; init; }

    /// <summary>Seconds of all workers in which they ran slices.</summary>
    public required double WorkerSeconds { get; init; }

    /// <summary>The share of table requests that were refused.</summary>
    public double RefusedShare => (Refused.Partition + Refused.Account) / (double)(Requests + Refused.Partition + Refused.Account);

    /// <summary>The share of the busiest account's limit that the steady part used.</summary>
    public double AccountShare => SteadyPerSecond.Count == 0 ? double.NaN : SteadyPerSecond.Max() / Campaign.Limits.AccountPerSecond;

    /// <summary>Contacts a second.</summary>
    public double ContactsPerSecond => Slices.Done * 100 / Seconds;

    /// <summary>What the world came to.</summary>
    public static SimulationResult Of(SimulatedWorld world, SteadyMeter meter, double seconds, double workerSeconds)
    {
        var accounts = world.Storage.Accounts;
        var hottest = accounts.SelectMany(a => a.Partitions).MaxBy(p => (p.Value.Refused, p.Value.Granted));
        return new SimulationResult
        {
            Campaign = world.Campaign,
            Seconds = seconds,
            FirstHandOverAt = world.FirstHandOverAt,
            Slices = (world.Done, world.Dead),
            Requests = world.Storage.Requests,
            Entities = accounts.Sum(a => a.Granted),
            Refused = (accounts.Sum(a => a.RefusedByPartition), accounts.Sum(a => a.RefusedByAccount)),
            Messages = (world.Queue.Granted, world.Queue.Refused),
            Conflicts = world.Conflicts,
            LateClaims = world.LateClaims,
            FailedRuns = world.FailedRuns,
            HandedOverAgain = world.HandedOverAgain,
            PlansAnew = world.PlansAnew,
            Rates = (world.Rates.Version, world.Rates.Conflicts, world.Rates.Deferred),
            MostInMinute = InMinute(world.HandedOver),
            MostOutages = (world.MostOutages, world.MostPlanOutages),
            IsAbandoned = world.IsAbandoned,
            SteadyPerSecond = meter.PerSecond,
            Hottest = (hottest.Key, hottest.Value.MostInSecond, hottest.Value.Granted / seconds, hottest.Value.Refused),
            WorkerSeconds = workerSeconds,
        };
    }

    private static int InMinute(List<(double At, int Messages)> handedOver)
    {
        var (most, sum, first) = (0, 0, 0);
        foreach (var (at, messages) in handedOver)
        {
            sum += messages;
            while (handedOver[first].At <= at - 60)
                sum -= handedOver[first++].Messages;
            most = Math.Max(most, sum);
        }

        return most;
    }
}
