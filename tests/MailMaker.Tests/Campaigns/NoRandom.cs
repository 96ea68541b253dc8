namespace MailMaker.Tests.Campaigns;

/// <summary>Chance that never strikes: what it spreads stays where it was.</summary>
internal sealed class NoRandom : Random
{
    public override double NextDouble() => 0;
}
