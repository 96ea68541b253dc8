using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Tests.Faults;

/// <summary>A queue as Azure's on a bad day: busy, slow to answer, with locks that end too soon and messages that come twice.</summary>
internal sealed class FaultyQueue(IBusQueue inner, FaultPlan plan) : IBusQueue
{
    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        Before();
        var numbers = await inner.SendAsync(messages);
        if (plan.Strikes(Fault.SentTwice))
            numbers = await inner.SendAsync(messages);
        After();
        return numbers;
    }

    public async Task CancelScheduledAsync(IReadOnlyList<long> sequenceNumbers)
    {
        Before();
        await inner.CancelScheduledAsync(sequenceNumbers);
        After();
    }

    public async Task<List<MessageLock>> ReceiveAsync(int most, TimeSpan wait, bool keepsLock, CancellationToken cancellationToken)
    {
        Before();
        var taken = await inner.ReceiveAsync(most, wait, keepsLock, cancellationToken);
        foreach (var held in taken)
        {
            // Its lock is over, the receiver does not know yet, and the next one gets it beside this one.
            if (keepsLock && plan.Strikes(Fault.LockLost))
                await inner.AbandonAsync(held.Token, null);
        }

        return taken;
    }

    public Task<List<MessageLock>> ReceiveDeferredAsync(IReadOnlyList<long> sequenceNumbers, bool keepsLock) => inner.ReceiveDeferredAsync(sequenceNumbers, keepsLock);

    public List<StoredMessage> Peek(long fromSequence, int most) => inner.Peek(fromSequence, most);

    public Task CompleteAsync(Guid token) => SettleAsync(token, () => inner.CompleteAsync(token));

    public Task AbandonAsync(Guid token, IDictionary<string, object>? changes) => SettleAsync(token, () => inner.AbandonAsync(token, changes));

    public Task DeferAsync(Guid token, IDictionary<string, object>? changes) => SettleAsync(token, () => inner.DeferAsync(token, changes));

    public Task DeadLetterAsync(Guid token, IDictionary<string, object>? changes, string? reason, string? description) =>
        SettleAsync(token, () => inner.DeadLetterAsync(token, changes, reason, description));

    public DateTimeOffset Renew(Guid token) => inner.Renew(token);

    private async Task SettleAsync(Guid token, Func<Task> settle)
    {
        if (plan.Strikes(Fault.NotSettled))
        {
            await inner.AbandonAsync(token, null);
            throw new ServiceBusException("The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.", ServiceBusFailureReason.MessageLockLost);
        }

        await settle();
        After();
    }

    private void Before()
    {
        if (plan.Strikes(Fault.Busy))
            throw new ServiceBusException("The request was terminated because the entity is being throttled. Please wait 10 seconds and try again.", ServiceBusFailureReason.ServiceBusy);
        if (plan.Strikes(Fault.LostRequest))
            throw new ServiceBusException("The connection was inactive for more than the allowed period.", ServiceBusFailureReason.ServiceCommunicationProblem);
    }

    private void After()
    {
        if (plan.Strikes(Fault.LostAnswer))
            throw new ServiceBusException("The operation did not complete within the allocated time 00:01:00.", ServiceBusFailureReason.ServiceTimeout);
    }
}
