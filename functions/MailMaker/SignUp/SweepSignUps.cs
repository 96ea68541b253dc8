using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace MailMaker.SignUp;

/// <summary>Deletes what sign-ups left that nobody confirmed, once an hour.</summary>
public sealed class SweepSignUps(PendingStore pending, AllowanceStore allowances, TimeProvider clock, ILogger<SweepSignUps> log)
{
    /// <summary>The timer's door.</summary>
    [Function(nameof(SweepSignUps))]
    public async Task RunAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var signUps = await pending.SweepAsync(clock.GetUtcNow(), cancellationToken);
        var counted = await allowances.SweepAsync(cancellationToken);
        if (signUps + counted > 0)
            log.LogInformation("Swept {SignUps} sign-ups that had expired and {Allowances} allowances", signUps, counted);
    }
}
