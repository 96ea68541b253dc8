namespace MailMaker.Tests.Campaigns;

/// <summary>Chance that never strikes, unless a test says how: what it spreads stays where it was.</summary>
internal sealed class NoRandom : Random
{
    public double Next01 { get; set; }

    public override double NextDouble() => Next01;
}
