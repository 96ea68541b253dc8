using MailMaker.Benchmarks.Scale.Counting;
using MailMaker.Benchmarks.Scale.Simulation;

namespace MailMaker.Benchmarks.Scale;

/// <summary>List prices in US dollars; where each is from stands in docs/scale.md.</summary>
internal sealed record PriceList
{
    /// <summary>A million transactions of Table Storage, LRS.</summary>
    public double TableTransactions { get; init; } = 0.036;

    /// <summary>A million operations of Service Bus Standard, beyond those that the base price includes.</summary>
    public double QueueOperations { get; init; } = 0.80;

    /// <summary>A million executions of functions, Flex Consumption.</summary>
    public double Executions { get; init; } = 0.40;

    /// <summary>A gigabyte-second of an instance that works, Flex Consumption.</summary>
    public double GigabyteSecond { get; init; } = 0.000026;

    /// <summary>Gigabytes of an instance.</summary>
    public double InstanceGigabytes { get; init; } = 2;

    /// <summary>What a million contacts cost of one campaign that was counted and simulated.</summary>
    public CampaignCost Of(CountedCampaign counted, SimulationResult simulated)
    {
        var (million, simulatedMillion) = (1e6 / counted.Contacts, 1e6 / simulated.Campaign.Contacts);
        return new CampaignCost(
            counted.Name,
            simulated.Requests * simulatedMillion / 1e6 * TableTransactions,
            counted.Messages * million / 1e6 * QueueOperations,
            counted.Invocations.Count * million / 1e6 * Executions,
            simulated.WorkerSeconds * simulatedMillion / simulated.Campaign.PerInstance * InstanceGigabytes * GigabyteSecond);
    }
}
