namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>Runs a campaign against the services' limits in simulated time: events in the order of their moments, the same for the same seed.</summary>
internal static class ScaleSimulation
{
    // RunCampaign fixes the audience in so many activities at most.
    private const int MostGroups = 64;

    // A campaign that takes longer has not ended: something holds it up for good.
    private const double Longest = 7 * 24 * 3600;

    /// <summary>Runs it to its end.</summary>
    public static SimulationResult Run(SimulatedCampaign campaign)
    {
        var world = new SimulatedWorld(campaign);
        var agenda = new PriorityQueue<Actor, (double At, long Number)>();
        var workers = Enumerable.Range(0, campaign.Workers).Select(i => new Worker(world, world.Clerks[i * world.Clerks.Count / campaign.Workers])).ToList();
        var number = 0L;
        foreach (var actor in Planners(world).Concat(workers))
            agenda.Enqueue(actor, (0, number++));
        var meter = new SteadyMeter(world);
        var now = 0.0;
        while (!world.IsOver && agenda.TryDequeue(out var actor, out var moment))
        {
            now = moment.At;
            if (now > Longest)
                throw new InvalidOperationException($"{world.Done} of {world.Slices} slices were done in a week.");
            if (actor.Act(now) is { } next)
                agenda.Enqueue(actor, (next, number++));
            while (world.Woken.TryDequeue(out var woken))
                agenda.Enqueue(woken.Actor, (woken.At, number++));
            while (world.Queue.TryNext(out var message))
                agenda.Enqueue(new Delivery(world.Queue, message.Slice), (message.Due, number++));
            while (!world.Queue.IsEmpty && world.Idle.TryDequeue(out var idle))
                agenda.Enqueue(idle, (now, number++));
            meter.Look(now);
        }

        return SimulationResult.Of(world, meter, now, workers.Sum(w => w.Busy));
    }

    // As many activities at once as the instances have room for; each takes its buckets one after the other.
    private static IEnumerable<Actor> Planners(SimulatedWorld world)
    {
        var campaign = world.Campaign;
        var buckets = new Queue<int>(Enumerable.Range(0, campaign.Buckets));
        var instances = Math.Max(1, campaign.Workers / campaign.PerInstance);
        return Enumerable.Range(0, Math.Min(Math.Min(MostGroups, campaign.Buckets), instances * campaign.PerInstance)).Select(_ => new Planner(world, buckets));
    }
}
