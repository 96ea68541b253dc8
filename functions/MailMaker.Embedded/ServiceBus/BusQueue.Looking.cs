using Azure.Messaging.ServiceBus;

namespace MailMaker.Embedded.ServiceBus;

// Messages by their sequence number: deferred ones, and looking without taking.
internal sealed partial class BusQueue
{
    /// <summary>Messages of any state from a sequence number on, without locks.</summary>
    public List<StoredMessage> Peek(long fromSequence, int most) =>
        bus.Read(session => MessageTable.Peek(session, Number, !Name.IsDeadLetters, Math.Max(0, fromSequence), most));

    /// <summary>Takes messages that were put aside, all or none.</summary>
    /// <exception cref="ServiceBusException">MessageNotFound: one of them is not deferred, or another receiver has it.</exception>
    public async Task<List<MessageLock>> ReceiveDeferredAsync(IReadOnlyList<long> sequenceNumbers, bool keepsLock)
    {
        List<MessageLock> taken;
        lock (guard)
        {
            ObjectDisposedException.ThrowIf(closed, bus);
            taken = TakeDeferred(sequenceNumbers, keepsLock);
        }

        if (taken.Count > 0)
            await RecordDeliveryAsync(taken, keepsLock).ConfigureAwait(false);
        if (!keepsLock)
            ForgetDeferred(taken);
        return taken;
    }

    private List<MessageLock> TakeDeferred(IReadOnlyList<long> sequenceNumbers, bool keepsLock)
    {
        var found = new List<StoredMessage>();
        foreach (var number in sequenceNumbers.Distinct())
        {
            var message = deferredInUse.Contains(number) ? null : bus.Read(session => MessageTable.Deferred(session, Number, number));
            found.Add(message ?? throw NotFound(number));
        }

        var now = bus.Clock.GetUtcNow();
        foreach (var message in found)
            deferredInUse.Add(message.SequenceNumber);
        return found.ConvertAll(message => Hold(message, now, keepsLock));
    }

    private void ForgetDeferred(List<MessageLock> removed)
    {
        lock (guard)
        {
            foreach (var held in removed)
                deferredInUse.Remove(held.Message.SequenceNumber);
        }
    }
}
