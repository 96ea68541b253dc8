namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>Measures the steady part of a campaign: from the tenth to the ninetieth hundredth of its slices.</summary>
internal sealed class SteadyMeter(SimulatedWorld world)
{
    private (double At, double[] Granted)? begun;
    private (double At, double[] Granted)? ended;

    /// <summary>Entities a second of each storage account.</summary>
    public double[] PerSecond => begun is { } b && ended is { } e && e.At > b.At ? [.. e.Granted.Zip(b.Granted, (to, from) => (to - from) / (e.At - b.At))] : [];

    /// <summary>Looks at the campaign.</summary>
    public void Look(double now)
    {
        if (begun is null && world.Done >= world.Slices / 10)
            begun = (now, Granted());
        if (ended is null && world.Done >= world.Slices * 9L / 10)
            ended = (now, Granted());
    }

    private double[] Granted() => [.. world.Storage.Accounts.Select(a => a.Granted)];
}
