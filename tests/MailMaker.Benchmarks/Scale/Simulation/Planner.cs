namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>One activity after the other that fixes the audience in a bucket: read the contacts' keys by pages, write slices, queue them.</summary>
internal sealed class Planner(SimulatedWorld world, Queue<int> buckets) : Actor
{
    private const int PageContacts = 1_000;
    private const double LongestRetryAfter = 60;

    private Doing doing = Doing.Nothing;
    private int bucket;
    private int planned;
    private int read;
    private int group;
    private int refusals;
    private int tries;
    private int outages;
    private int plannedBefore;
    private int sumSeen;

    private enum Doing
    {
        Nothing,
        Scan,
        Requeue,
        Page,
        ReadSum,
        Add,
        Send,
    }

    private int Total => world.Campaign.SlicesPerBucket;

    public override double? Act(double now)
    {
        switch (doing)
        {
            case Doing.Scan:
                // Who knows what is queued looks at the last slice alone.
                return Ask(Place.Ledger, world.Campaign.GivesUp ? planned : 1, now, Doing.Requeue);
            case Doing.Requeue:
                // Sent again, and dropped as duplicates.
                return Pay(world.Campaign.GivesUp ? world.OpenIn(bucket) : 0, now, AfterPage);
            case Doing.Page:
                return Ask(Place.Contacts, Math.Min(PageContacts, (Total - read) * 100), now, Doing.Page, () => read = Math.Min(Total, read + (PageContacts / 100)));
            case Doing.ReadSum:
                return Ask(Place.Ledger, 1, now, Doing.Add, () => sumSeen = world.SumVersion[bucket]);
            case Doing.Add:
                return Ask(Place.Ledger, group + 1, now, Doing.Add, Added);
            case Doing.Send:
                return Pay(group, now, Sent);
            default:
                return Begin(now);
        }
    }

    private double? Begin(double now)
    {
        if (!buckets.TryDequeue(out bucket))
            return null;
        (planned, read, group, refusals, doing) = (0, 0, 0, 0, Doing.Scan);
        (tries, outages, plannedBefore) = (1, 0, 0);
        return now + world.Latency();
    }

    private double Ask(Place place, double entities, double now, Doing next, Action? granted = null)
    {
        if (!world.Storage.TryTake(place, "", bucket, entities, now))
        {
            return ++refusals < world.Campaign.Limits.Tries ? now + world.WaitAfter(refusals) : now + PutOff();
        }

        (refusals, doing) = (0, next);
        granted?.Invoke();
        if (doing == Doing.Page)
            AfterPage();
        return now + world.Latency();
    }

    private double Pay(int messages, double now, Action paid)
    {
        if (!world.Queue.TryPay(messages, now))
            return now + world.Campaign.Limits.QueueWait;
        paid();
        return now + world.Latency();
    }

    // Pages are read until a group is full, or the bucket is at its end.
    private void AfterPage()
    {
        group = Math.Min(world.Campaign.PlannedAtOnce, read - planned);
        doing = group == world.Campaign.PlannedAtOnce || (read == Total && group > 0) ? Doing.ReadSum : read == Total ? Doing.Nothing : Doing.Page;
    }

    private void Added()
    {
        if (world.SumVersion[bucket] == sumSeen)
        {
            world.SumVersion[bucket]++;
            doing = Doing.Send;
            return;
        }

        world.Conflicts++;
        if (world.Campaign.PlansAnewOnConflict)
        {
            world.PlansAnew++;
            PlanAnew();
        }
        else
            doing = Doing.ReadSum;
    }

    // Returns for how long.
    private double PutOff()
    {
        (outages, plannedBefore) = (planned > plannedBefore ? 1 : outages + 1, planned);
        world.PutOffPlan(outages, ++tries);
        PlanAnew();
        return world.Campaign.GivesUp ? Math.Min(LongestRetryAfter, Math.Pow(2, tries - 2)) : world.WaitFor(outages);
    }

    private void Sent()
    {
        world.Send(bucket, planned, group);
        planned += group;
        AfterPage();
    }

    private void PlanAnew() => (read, group, refusals, doing) = (planned, 0, 0, Doing.Scan);
}
