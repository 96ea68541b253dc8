using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Campaigns;

/// <summary>The door of the queue <c>sends</c>: one message, one slice.</summary>
public sealed class SendSlice(SliceSender sender, SliceQueue queue)
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
        try
        {
            var result = await sender.RunAsync(key, cancellationToken);
            if (result.DueAt is { } due)
                await queue.ScheduleAsync(key, due, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Thrown on, so that the host logs it and the queue counts it; the message keeps why, so that a dead slice can say so. The type alone: a message may quote a person's data.
            await actions.AbandonMessageAsync(message, new Dictionary<string, object> { [DeadSlices.Failure] = e.GetType().Name }, CancellationToken.None);
            throw;
        }
    }
}
