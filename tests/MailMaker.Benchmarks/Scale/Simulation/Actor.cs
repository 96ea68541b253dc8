namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>Who does one thing after the other in simulated time.</summary>
internal abstract class Actor
{
    /// <summary>Does the next thing.</summary>
    /// <param name="now">Seconds since the launch.</param>
    /// <returns>When it is done; null when there is nothing to do now.</returns>
    public abstract double? Act(double now);
}
