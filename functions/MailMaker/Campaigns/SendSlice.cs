using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Campaigns;

/// <summary>The door of the queue <c>sends</c>: one message, one slice.</summary>
public sealed class SendSlice(SliceWorker worker, SliceQueue queue, TimeProvider clock)
{
    /// <summary>Works through the slice; what is not finished is queued for when it is due.</summary>
    [Function(nameof(SendSlice))]
    public async Task RunAsync(
        [ServiceBusTrigger("sends", Connection = "MailMakerBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        if (SliceKey.FromBody(message.Body) is not { } key)
        {
            await actions.DeadLetterMessageAsync(
                message, deadLetterReason: "NotASlice", deadLetterErrorDescription: "The body is not the key of a slice.", cancellationToken: cancellationToken);
            return;
        }

        await RunAsync(key, message, actions, cancellationToken);
        await actions.CompleteMessageAsync(message, cancellationToken);
    }

    private async Task RunAsync(SliceKey key, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        var progress = new SliceProgress();
        try
        {
            var result = await worker.RunAsync(key, progress, cancellationToken);
            // Held by another run or by the claim of one that failed: nothing has come of this one yet.
            if (result.DueAt is { } due)
                await queue.ScheduleAsync(key, due, message.MessageId, result.IsHeld ? Failures() : 0, cancellationToken);
        }
        catch (Exception e) when (PassingFault.Is(e) && !cancellationToken.IsCancellationRequested)
        {
            // No fault of the slice: it waits, and its own failures do not grow. If the queue is gone too, the host gives the message back.
            await queue.PutOffAsync(key, message, Failures(), progress, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await (progress.IsMade ? GoOnAsync(key, message, actions) : FailAsync(e, Failures() + 1, message, actions));
            throw;
        }

        // A run that decided somebody for good is not one more in a row that came to nothing.
        int Failures() => progress.IsMade ? 0 : SliceQueue.FailuresOf(message);
    }

    // A new message, since the bus counts the deliveries of this one.
    private async Task GoOnAsync(SliceKey key, ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        await queue.ScheduleAsync(key, clock.GetUtcNow(), message.MessageId, 0, CancellationToken.None);
        await actions.CompleteMessageAsync(message, CancellationToken.None);
    }

    // The host logs the error; the message keeps why, so that a dead slice can say so. The type alone: an error's text may quote a person's data.
    private static Task FailAsync(Exception error, int failures, ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        var why = new Dictionary<string, object> { [DeadSlices.Failure] = error.GetType().Name };
        return failures < SliceQueue.MostFailures
            ? actions.AbandonMessageAsync(message, why, CancellationToken.None)
            : actions.DeadLetterMessageAsync(
                message, why, deadLetterReason: "Failed", deadLetterErrorDescription: $"The slice failed {failures} times in a row.", cancellationToken: CancellationToken.None);
    }
}
