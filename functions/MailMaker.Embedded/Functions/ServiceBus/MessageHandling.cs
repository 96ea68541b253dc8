using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.ServiceBus;

/// <summary>Runs a function on received messages, and settles what the function left unsettled. Thread-safe.</summary>
internal sealed partial class MessageHandling(
    RegisteredFunction function, ServiceBusReceiver receiver, bool autoComplete, TimeSpan renewLocksFor, BackgroundRunner runner, TimeProvider clock,
    StopSignals signals)
{
    /// <summary>One message, whose lock is renewed while the function runs. Contains every exception.</summary>
    public async Task HandleAsync(ServiceBusReceivedMessage message)
    {
        await using var renewal = LockRenewal.Start(receiver, message, renewLocksFor, clock, () => LogRenewalFailed(function.Logger, function.Name));
        await HandleBatchAsync([message]);
    }

    /// <summary>A batch, whose locks are not renewed. Contains every exception.</summary>
    public async Task HandleBatchAsync(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        var actions = new ServiceBusMessageActions(receiver);
        var succeeded = false;
        try
        {
            // Received in the very moment of the stop: given back unseen.
            signals.Stopping.ThrowIfCancellationRequested();
            await runner.RunAsync(function, new MessagesEvent(messages, actions));
            succeeded = true;
        }
        catch (Exception)
        {
            // The runner has logged it. Also for a cancelled function: the next start gets the messages.
        }

        var open = messages.Where(message => !actions.HasSettled(message)).ToList();
        if (!succeeded)
            await Task.WhenAll(open.Select(message => SettleAsync(() => receiver.AbandonMessageAsync(message))));
        else if (autoComplete)
            await Task.WhenAll(open.Select(message => SettleAsync(() => receiver.CompleteMessageAsync(message))));
        else if (open.Count > 0)
            LogUnsettled(function.Logger, function.Name, open.Count);
    }

    // A lost lock means that the message is delivered again: that is for the function's idempotence, not for an error here.
    private async Task SettleAsync(Func<Task> settle)
    {
        try
        {
            await settle();
        }
        catch (Exception e)
        {
            LogNotSettled(function.Logger, function.Name, e is ServiceBusException s ? s.Reason.ToString() : e.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A message of {Function} could not be settled ({Reason}); it will be delivered again")]
    private static partial void LogNotSettled(ILogger logger, string function, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Function} returned with {Count} messages unsettled; they stay locked until their locks end")]
    private static partial void LogUnsettled(ILogger logger, string function, int count);

    [LoggerMessage(3, LogLevel.Warning, "The lock of a message of {Function} could not be renewed; the message may be delivered again")]
    private static partial void LogRenewalFailed(ILogger logger, string function);
}
