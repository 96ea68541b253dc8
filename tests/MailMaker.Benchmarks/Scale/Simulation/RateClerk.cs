namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>Asks the books of rates for the slices of one process, as <c>RateStore</c> does: what comes while an answer is on its way is asked for together.</summary>
internal sealed class RateClerk(SimulatedWorld world) : Actor
{
    private readonly Queue<RateAsked> waiting = new();
    private readonly List<RateAsked> batch = [];
    private Doing doing = Doing.Nothing;
    private int refusals;
    private int seen;

    private enum Doing
    {
        Nothing,
        Read,
        Write,
    }

    /// <summary>Brings what a worker asks, or gives back; the worker is woken with the answer.</summary>
    public void Ask(RateAsked asked, double now)
    {
        waiting.Enqueue(asked);
        if (doing != Doing.Nothing)
            return;
        Begin();
        world.Wake(this, now);
    }

    public override double? Act(double now)
    {
        if (!world.Storage.TryTake(Place.Account, "Rates", 0, 1, now))
            return Refused(now);
        refusals = 0;
        if (doing == Doing.Read)
            (seen, doing) = (world.Rates.Version, Doing.Write);
        else if (world.Rates.Version == seen)
            return Written(now);
        else
            (world.Rates.Conflicts, doing) = (world.Rates.Conflicts + 1, Doing.Read);
        return now + world.Latency();
    }

    private double? Written(double now)
    {
        world.Rates.Answer(batch);
        return End(now + world.Latency());
    }

    private double? Refused(double now)
    {
        if (++refusals < world.Campaign.Limits.Tries)
            return now + world.WaitAfter(refusals);
        batch.ForEach(b => b.IsRefused = true);
        return End(now);
    }

    private double? End(double at)
    {
        foreach (var asked in batch)
            world.Wake(asked.Worker, at);
        Begin();
        return doing == Doing.Nothing ? null : at;
    }

    private void Begin()
    {
        (refusals, doing) = (0, waiting.Count == 0 ? Doing.Nothing : Doing.Read);
        batch.Clear();
        while (waiting.TryDequeue(out var asked))
        {
            batch.Add(asked);
            if (!world.Campaign.AsksTogether)
                break;
        }
    }
}
