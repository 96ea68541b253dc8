using Azure.Messaging.ServiceBus;

namespace MailMaker.Embedded.ServiceBus;

// What becomes of a message that was received.
internal sealed partial class BusQueue
{
    /// <summary>The message is done with: it is removed.</summary>
    public Task CompleteAsync(Guid token) => SettleAsync(token, async held =>
    {
        // A power loss may bring it back: a queue delivers at least once.
        await bus.WriteAsync(session => MessageTable.Delete(session, held.Message.Key), isSynced: false).ConfigureAwait(false);
        Settled(held.Message);
    });

    /// <summary>The message is ready for the next receiver, with the properties given.</summary>
    public Task AbandonAsync(Guid token, IDictionary<string, object>? changes) => SettleAsync(token, async held =>
    {
        if (changes is { Count: > 0 })
        {
            var properties = Changed(held.Message, changes);
            await bus.WriteAsync(session =>
            {
                MessageTable.SetProperties(session, held.Message.Key, properties);
                return true;
            }).ConfigureAwait(false);
            held.Message.Properties = properties;
        }

        lock (guard)
        {
            Free(held.Message);
            ServeWaiters();
        }
    });

    /// <summary>The message is put aside: it is received by its sequence number only.</summary>
    public Task DeferAsync(Guid token, IDictionary<string, object>? changes) => SettleAsync(token, async held =>
    {
        var properties = Changed(held.Message, changes);
        await bus.WriteAsync(session =>
        {
            MessageTable.Defer(session, held.Message.Key, properties);
            return true;
        }).ConfigureAwait(false);
        Settled(held.Message);
    });

    /// <summary>The message goes to the dead-letter queue.</summary>
    public Task DeadLetterAsync(Guid token, IDictionary<string, object>? changes, string? reason, string? description) => SettleAsync(token, async held =>
    {
        await MoveToDeadLettersAsync(held.Message, Changed(held.Message, WithReason(changes, reason, description))).ConfigureAwait(false);
        Settled(held.Message);
    });

    /// <summary>The lock lasts anew from now; answers its end.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: it has ended.</exception>
    public DateTimeOffset Renew(Guid token)
    {
        lock (guard)
        {
            var now = bus.Clock.GetUtcNow();
            return locks.Renew(token, now, now + settings.LockDuration)?.Until ?? throw LockLost();
        }
    }

    private async Task SettleAsync(Guid token, Func<MessageLock, Task> settle)
    {
        MessageLock held;
        lock (guard)
            held = locks.Take(token, bus.Clock.GetUtcNow()) ?? throw LockLost();
        try
        {
            await settle(held).ConfigureAwait(false);
        }
        catch
        {
            lock (guard)
            {
                locks.Add(held);
                SetTimer(bus.Clock.GetUtcNow());
            }

            throw;
        }
    }

    // Only now that it is settled on disk may a look-up of deferred messages trust what it reads there.
    private void Settled(StoredMessage message)
    {
        if (message.State != ServiceBusMessageState.Deferred)
            return;
        lock (guard)
            deferredInUse.Remove(message.SequenceNumber);
    }

    // Inside the guard: a message that nobody gets any more. If the write fails, it is still on disk and is looked at again at the next start.
    private void Retire(StoredMessage message, string reason, string description, bool deadLetter)
    {
        _ = deadLetter && deadLetters is not null
            ? QuietlyAsync(() => MoveToDeadLettersAsync(message, Changed(message, WithReason(null, reason, description))))
            : QuietlyAsync(() => bus.WriteAsync(session => MessageTable.Delete(session, message.Key)));
    }

    private async Task MoveToDeadLettersAsync(StoredMessage message, byte[] properties)
    {
        var to = deadLetters ?? this;
        await bus.WriteAsync(session =>
        {
            MessageTable.DeadLetter(session, message.Key, to.Positions.Take(session), properties);
            return true;
        }).ConfigureAwait(false);
        to.Arrived();
    }

    private static async Task QuietlyAsync(Func<Task> write)
    {
        try
        {
            await Task.Run(write).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ServiceBusException or ObjectDisposedException)
        {
            // Nothing is lost: see Retire.
        }
    }

    private static Dictionary<string, object> WithReason(IDictionary<string, object>? changes, string? reason, string? description)
    {
        var all = changes is null ? [] : new Dictionary<string, object>(changes, StringComparer.Ordinal);
        if (reason is not null)
            all["DeadLetterReason"] = reason;
        if (description is not null)
            all["DeadLetterErrorDescription"] = description;
        return all;
    }

    private static byte[] Changed(StoredMessage message, IDictionary<string, object>? changes)
    {
        if (changes is not { Count: > 0 })
            return message.Properties;
        var properties = PropertyCodec.Decode(message.Properties);
        foreach (var (key, value) in changes)
            properties.Application[key] = value;
        MessageSize.Of(properties, message.Body.Length);
        return PropertyCodec.Encode(properties);
    }

    private ServiceBusException LockLost() => new(
        "The lock is not valid: it has run out, or the message was settled already.",
        ServiceBusFailureReason.MessageLockLost,
        Name.Path);
}
