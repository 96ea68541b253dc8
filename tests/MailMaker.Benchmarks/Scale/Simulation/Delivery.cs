namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>A message that was scheduled: it comes onto the queue behind those that are there.</summary>
internal sealed class Delivery(SimulatedQueue queue, int slice) : Actor
{
    public override double? Act(double now)
    {
        queue.Send(slice);
        return null;
    }
}
