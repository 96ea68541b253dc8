namespace MailMaker.Benchmarks.Scale;

/// <summary>What a million contacts of a campaign cost, in US dollars, without the channel.</summary>
internal sealed record CampaignCost(string Campaign, double Tables, double Queue, double Executions, double Compute)
{
    /// <summary>All of it.</summary>
    public double Total => Tables + Queue + Executions + Compute;
}
