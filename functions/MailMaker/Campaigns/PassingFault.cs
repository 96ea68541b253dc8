using Azure;
using Azure.Messaging.ServiceBus;

namespace MailMaker.Campaigns;

/// <summary>Tells failures of a service, which pass, from those of a slice, which come again however often it is run.</summary>
internal static class PassingFault
{
    /// <summary>How long <see cref="OutlastAsync"/> tries, beside the tries that the clients make of themselves.</summary>
    public static readonly TimeSpan OutlastedFor = TimeSpan.FromMinutes(1);

    /// <summary>Its first wait; then twice as long each time.</summary>
    public static readonly TimeSpan FirstOutlastWait = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a client of storage or queues gave up after its own tries: throttled or out of service (408, 429, 5xx), no answer (status 0, several of them in an
    /// <see cref="AggregateException"/>), or an answer that took too long (<see cref="OperationCanceledException"/>; the caller makes sure that nobody cancelled).
    /// </summary>
    public static bool Is(Exception error) => error switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        ServiceBusException bus => bus.IsTransient,
        AggregateException several => several.InnerExceptions.All(Is),
        _ => error is OperationCanceledException,
    };

    /// <summary>
    /// How long to leave the service alone: 1 s, longer than a claim lasts, then twice as long each time, up to half a minute; and by chance up to twice that, since those that were refused
    /// together would come again together.
    /// </summary>
    /// <param name="times">How often in a row it has failed, at least 1.</param>
    /// <param name="chance">From 0 to below 1.</param>
    public static TimeSpan Wait(int times, double chance) => (times > 5 ? Longest : TimeSpan.FromSeconds(1 << (times - 1))) * (1 + chance);

    /// <summary>
    /// Does what must not be left undone for a fault that passes: where it is tried again, for a minute. For what tells of mails that have left; everything else comes again with
    /// its message and need not wait.
    /// </summary>
    /// <param name="work">The work; may be done more than once.</param>
    /// <param name="clock">The time.</param>
    /// <param name="stopping">Ends the trying: the host goes, and does not wait for a service.</param>
    public static async Task OutlastAsync(Func<Task> work, TimeProvider clock, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        for (var wait = FirstOutlastWait; ; wait *= 2)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (Is(e) && !stopping.IsCancellationRequested && clock.GetElapsedTime(began) + wait < OutlastedFor)
            {
                await Task.Delay(wait, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
