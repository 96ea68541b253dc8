using MailMaker.Benchmarks.Scale.Limits;

namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>The queue <c>sends</c>: slices in the order in which they came, those that were put off when they are due, and the namespace's credits.</summary>
internal sealed class SimulatedQueue(SimulatedCampaign campaign)
{
    private readonly TokenBucket credits = new(campaign.Limits.CreditsPerSecond * campaign.Namespaces, campaign.Limits.CreditsPerSecond * campaign.Namespaces * campaign.Limits.BurstFor);
    private readonly Queue<int> fresh = new();
    private readonly Queue<int> returned = new();
    private readonly Queue<(int Slice, double Due)> scheduled = new();

    /// <summary>Whether there is nothing to receive.</summary>
    public bool IsEmpty => fresh.Count + returned.Count == 0;

    /// <summary>Operations that went through: of a batch, each message.</summary>
    public long Granted { get; private set; }

    /// <summary>Operations that found no credit.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes credits.</summary>
    public bool TryPay(int operations, double now)
    {
        if (!credits.IsOpen(now))
        {
            Refused++;
            return false;
        }

        credits.Take(operations);
        Granted += operations;
        return true;
    }

    /// <summary>A new message.</summary>
    public void Send(int slice) => fresh.Enqueue(slice);

    /// <summary>A message that was given back: it keeps its place before those that came later.</summary>
    public void Return(int slice) => returned.Enqueue(slice);

    /// <summary>A message that is due later.</summary>
    public void Schedule(int slice, double due) => scheduled.Enqueue((slice, due));

    /// <summary>What was scheduled since this was asked last.</summary>
    public bool TryNext(out (int Slice, double Due) message) => scheduled.TryDequeue(out message);

    /// <summary>The next message.</summary>
    public int Receive() => returned.Count > 0 ? returned.Dequeue() : fresh.Dequeue();
}
