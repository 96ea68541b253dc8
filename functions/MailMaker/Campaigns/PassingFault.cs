using Azure;
using Azure.Messaging.ServiceBus;

namespace MailMaker.Campaigns;

/// <summary>Tells failures of a service, which pass, from those of a slice, which come again however often it is run.</summary>
internal static class PassingFault
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

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

    /// <summary>How long to leave the service alone: 1 s, longer than a claim lasts, then twice as long each time, up to a minute.</summary>
    /// <param name="times">How often in a row it has failed, at least 1.</param>
    public static TimeSpan Wait(int times) => times > 6 ? Longest : TimeSpan.FromSeconds(1 << (times - 1));
}
