using MailMaker.Campaigns;

namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>One invocation after the other of the function that runs a slice.</summary>
internal sealed class Worker(SimulatedWorld world, RateClerk clerk) : Actor
{
    private const int Receiving = -1;
    private const int Failing = -2;

    private readonly SliceScript script = world.Campaign.Script;
    private int at = Receiving;
    private int slice;
    private int refusals;
    private int rest;
    private int sumSeen;
    private double claimedAt;
    private double refusedSince;
    private double outlastWait;
    private RateAsked? asked;
    private int allowed;
    private double turnAt;

    /// <summary>Seconds in which it ran a slice, waits included.</summary>
    public double Busy { get; private set; }

    public override double? Act(double now)
    {
        var next = at == Receiving ? Receive(now) : at == Failing ? Fail(now) : at == script.Steps.Count ? Complete(now) : Run(script.Steps[at], now);
        if (at != Receiving && next is { } until)
            Busy += until - now;
        return next;
    }

    private double? Receive(double now)
    {
        if (world.Queue.IsEmpty)
        {
            world.Idle.Enqueue(this);
            return null;
        }

        if (!world.Queue.TryPay(1, now))
            return now + world.Campaign.Limits.QueueWait;
        slice = world.Queue.Receive();
        allowed = world.LeftOf(slice);
        GoTo(0);
        return now + world.Latency();
    }

    private double Complete(double now)
    {
        var isDone = world.LeftOf(slice) == 0;
        if (!world.Queue.TryPay(isDone ? 1 : 2, now))
            return now + world.Campaign.Limits.QueueWait;
        if (isDone)
            world.Complete(slice);
        else
            world.WaitForTurn(slice, turnAt);
        at = Receiving;
        return now + world.Latency();
    }

    private double? Run(SliceStep step, double now)
    {
        if (step.Kind == StepKind.HandOver)
            return HandOver(now);
        if (step.Kind == StepKind.Rate)
            return AskRate(now);
        if (step.Kind == StepKind.Claim && refusals == 0 && world.Campaign.PerMinute is null)
            claimedAt = now;
        for (var requests = rest; requests > 0; requests--)
        {
            if (world.Storage.TryTake(step.Place, step.Table, world.BucketOf(slice), step.Entities / step.Requests, now))
                rest--;
        }

        if (rest > 0)
            return Refused(now);
        Granted(step);
        return now + world.Latency(step.Requests);
    }

    // Waits for the clerk, who wakes it with the answer. Who may not go is recorded as waiting, and nothing is claimed.
    private double? AskRate(double now)
    {
        if (asked is null)
        {
            claimedAt = now;
            asked = new RateAsked(this, world.LeftOf(slice), now) { HadTurn = world.HadTurn(slice) };
            clerk.Ask(asked, now);
            return null;
        }

        var answer = asked;
        asked = null;
        Busy += now - claimedAt;
        if (answer.IsRefused)
        {
            at = Failing;
            return now;
        }

        (allowed, turnAt) = (answer.Allowed, answer.DueAt);
        GoTo(allowed == 0 ? script.ReadSumAt : at + 1);
        return now;
    }

    // What was taken is given back, and the round begins anew.
    private double? BeginAnew(double now)
    {
        if (world.Campaign.PerMinute is not null && asked is null)
        {
            asked = new RateAsked(this, allowed, claimedAt) { GivesBack = true };
            clerk.Ask(asked, now);
            return null;
        }

        asked = null;
        world.LateClaims++;
        GoTo(script.LookAt);
        return now;
    }

    private double? HandOver(double now)
    {
        if (now - claimedAt > world.Campaign.Lease || asked is not null)
            return BeginAnew(now);
        world.HandOver(slice, allowed, now);
        GoTo(at + 1);
        return now + world.Campaign.HandOver;
    }

    private void Granted(SliceStep step)
    {
        ref var version = ref world.SumVersion[world.BucketOf(slice)];
        if (step.Kind == StepKind.ReadSum)
            sumSeen = version;
        if (step.Kind == StepKind.Record && version != sumSeen)
        {
            world.Conflicts++;
            GoTo(script.ReadSumAt);
            return;
        }

        if (step.Kind == StepKind.Record)
        {
            version++;
            world.Recorded(slice, allowed);
        }

        GoTo(at + 1);
    }

    private double Refused(double now)
    {
        if (refusals == 0 && outlastWait == 0)
            refusedSince = now;
        if (++refusals < world.Campaign.Limits.Tries)
            return now + world.WaitAfter(refusals);
        if (script.Steps[at].Kind is StepKind.ReadSum or StepKind.Record && Outlast(now) is { } again)
            return again;
        at = Failing;
        return now;
    }

    // A message that was given back costs one operation as a completed one does; one that is scheduled anew, and completed, two.
    private double Fail(double now)
    {
        if (!world.Queue.TryPay(world.Campaign.GivesUp ? 1 : 2, now))
            return now + world.Campaign.Limits.QueueWait;
        world.Fail(slice, now);
        at = Receiving;
        return now + world.Latency();
    }

    // What has left is to be recorded: the whole round of the client's tries is made again, as PassingFault.OutlastAsync does. It reads the counts anew.
    private double? Outlast(double now)
    {
        var wait = outlastWait == 0 ? PassingFault.FirstOutlastWait.TotalSeconds : outlastWait * 2;
        if (world.Campaign.GivesUp || now - refusedSince + wait >= PassingFault.OutlastedFor.TotalSeconds)
            return null;
        GoTo(script.ReadSumAt);
        outlastWait = wait;
        return now + wait;
    }

    private void GoTo(int step)
    {
        (at, refusals) = (step, 0);
        if (step != script.ReadSumAt + 1)
            outlastWait = 0;
        rest = step < script.Steps.Count ? script.Steps[step].Requests : 0;
    }
}
