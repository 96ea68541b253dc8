using Azure.Messaging.ServiceBus;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace MailMaker.Transactional;

/// <summary>The door of the queue <c>transactional</c>: one message, one mail.</summary>
public sealed class SendTransactional(IEnumerable<ITransactionalWork> works, TransactionalQueue queue, TimeProvider clock, ILogger<SendTransactional> log)
{
    private readonly Dictionary<string, ITransactionalWork> byKind = works.ToDictionary(w => w.Kind);

    /// <summary>Does the work; what the channel does not take now is queued for later.</summary>
    [Function(nameof(SendTransactional))]
    public async Task RunAsync(
        [ServiceBusTrigger(TransactionalQueue.Name, Connection = "MailMakerBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage received,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        if (TransactionalMessage.FromBody(received.Body) is not { } message || !byKind.TryGetValue(message.Kind, out var work))
        {
            await actions.DeadLetterMessageAsync(
                received, deadLetterReason: "NotTransactional", deadLetterErrorDescription: "The body names no work of this lane.", cancellationToken: cancellationToken);
            return;
        }

        await AnswerAsync(message, await work.RunAsync(message.Key, cancellationToken), cancellationToken);
        await actions.CompleteMessageAsync(received, cancellationToken);
    }

    private async Task AnswerAsync(TransactionalMessage message, HandOver? answer, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case HandOver.TemporaryFailure later when RetryPlan.After(message.Attempt, later.RetryAfter, clock.GetUtcNow()) is { Outcome: Outcome.Deferred, At: var due }:
                await queue.ScheduleAsync(message with { Attempt = message.Attempt + 1 }, due, cancellationToken);
                break;
            case HandOver.TemporaryFailure gaveUp:
                log.LogWarning("A mail of kind {Kind} was given up after {Attempts} tries: {Code}", message.Kind, message.Attempt, gaveUp.Code);
                break;
            case HandOver.PermanentFailure refused:
                log.LogWarning("A mail of kind {Kind} was refused by the channel: {Code}", message.Kind, refused.Code);
                break;
        }
    }
}
