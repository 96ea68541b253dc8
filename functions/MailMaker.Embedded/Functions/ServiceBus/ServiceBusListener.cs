using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.ServiceBus;

/// <summary>Fires one Service Bus function: single messages, as many at once as host.json allows, or one batch after the other.</summary>
internal sealed partial class ServiceBusListener(
    RegisteredFunction function, ServiceBusReceiver receiver, MessageHandling handling, bool isBatched, ServiceBusSettings settings,
    TimeProvider clock, StopSignals signals) : ITriggerListener
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly WorkTracker runs = new();
    private readonly Places places = new(isBatched ? 1 : settings.ConcurrentCalls);
    private Task loop = Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        loop = Task.Run(LoopAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync()
    {
        await loop;
        await runs.Idle;
        await receiver.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        while (!signals.Stopping.IsCancellationRequested)
        {
            try
            {
                await (isBatched ? ReceiveBatchAsync() : ReceiveSinglesAsync());
            }
            catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogNotReceived(function.Logger, function.Name, FailureText.Of(e));
                await Task.Delay(AfterFailure, clock, signals.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReceiveSinglesAsync()
    {
        await places.TakeAsync(signals.Stopping);
        var free = 1;
        // Only as many as can start at once: a message that waits here holds a lock that runs out.
        while (places.TryTake())
            free++;
        IReadOnlyList<ServiceBusReceivedMessage> messages = [];
        try
        {
            messages = await receiver.ReceiveMessagesAsync(free, maxWaitTime: null, signals.Stopping);
        }
        finally
        {
            if (free > messages.Count)
                places.Return(free - messages.Count);
        }

        foreach (var message in messages)
            _ = runs.Run(() => InPlaceAsync(handling.HandleAsync(message)));
    }

    private async Task ReceiveBatchAsync()
    {
        await places.TakeAsync(signals.Stopping);
        List<ServiceBusReceivedMessage> batch = [];
        try
        {
            batch.AddRange(await receiver.ReceiveMessagesAsync(settings.BatchSize, maxWaitTime: null, signals.Stopping));
            if (batch.Count > 0)
                await FillAsync(batch);
        }
        finally
        {
            if (batch.Count == 0)
                places.Return();
            else
                _ = runs.Run(() => InPlaceAsync(handling.HandleBatchAsync(batch)));
        }
    }

    private async Task FillAsync(List<ServiceBusReceivedMessage> batch)
    {
        var until = clock.GetUtcNow() + settings.BatchWait;
        while (batch.Count < settings.LeastBatchSize && until - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
            batch.AddRange(await receiver.ReceiveMessagesAsync(settings.BatchSize - batch.Count, left, signals.Stopping));
    }

    private async Task InPlaceAsync(Task handled)
    {
        try
        {
            await handled;
        }
        finally
        {
            places.Return();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The messages of {Function} could not be received; it is tried again: {Failure}")]
    private static partial void LogNotReceived(ILogger logger, string function, string failure);
}
