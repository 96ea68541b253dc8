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

        var result = await sender.RunAsync(key, cancellationToken);
        if (result.DueAt is { } due)
            await queue.ScheduleAsync(key, due, cancellationToken);
        await actions.CompleteMessageAsync(message, cancellationToken);
    }
}
