using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Delivery.Rates;

/// <summary>The door of the daily sweep of rates that say nothing any more.</summary>
public sealed class SweepRates(RateStore rates)
{
    /// <summary>Sweeps.</summary>
    [Function(nameof(SweepRates))]
    public Task RunAsync([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) => rates.SweepAsync(cancellationToken);
}
