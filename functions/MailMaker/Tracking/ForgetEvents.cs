using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Tracking;

/// <summary>Forgets what single recipients opened and clicked when its time is over; the campaigns' totals stay.</summary>
public sealed class ForgetEvents(EventStore events, TrackingSettings settings, TimeProvider clock)
{
    /// <summary>Every night.</summary>
    [Function(nameof(ForgetEvents))]
    public async Task RunAsync([TimerTrigger("0 20 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var (account, campaign) in await events.LaunchedBeforeAsync(clock.GetUtcNow() - settings.KeptFor, cancellationToken))
            await events.ForgetAsync(account, campaign, cancellationToken);
    }
}
