using MailMaker.Embedded.ServiceBus;

namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>A queue, with every request noted.</summary>
internal sealed class CountingQueue(IBusQueue inner, Recorder recorder) : IBusQueue
{
    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        Note("send", messages.Count, messages.Sum(m => (long)m.Size));
        return await inner.SendAsync(messages);
    }

    public Task CancelScheduledAsync(IReadOnlyList<long> sequenceNumbers) => inner.CancelScheduledAsync(sequenceNumbers);

    public async Task<List<MessageLock>> ReceiveAsync(int most, TimeSpan wait, bool keepsLock, CancellationToken cancellationToken)
    {
        var taken = await inner.ReceiveAsync(most, wait, keepsLock, cancellationToken);
        if (taken.Count > 0)
            Note("receive", taken.Count, taken.Sum(m => (long)m.Message.Body.Length));
        return taken;
    }

    public Task<List<MessageLock>> ReceiveDeferredAsync(IReadOnlyList<long> sequenceNumbers, bool keepsLock) => inner.ReceiveDeferredAsync(sequenceNumbers, keepsLock);

    public List<StoredMessage> Peek(long fromSequence, int most) => inner.Peek(fromSequence, most);

    public Task CompleteAsync(Guid token)
    {
        Note("settle", 1, 0);
        return inner.CompleteAsync(token);
    }

    public Task AbandonAsync(Guid token, IDictionary<string, object>? changes)
    {
        Note("settle", 1, 0);
        return inner.AbandonAsync(token, changes);
    }

    public Task DeferAsync(Guid token, IDictionary<string, object>? changes) => inner.DeferAsync(token, changes);

    public Task DeadLetterAsync(Guid token, IDictionary<string, object>? changes, string? reason, string? description) =>
        inner.DeadLetterAsync(token, changes, reason, description);

    public DateTimeOffset Renew(Guid token) => inner.Renew(token);

    private void Note(string verb, int messages, long bytes) => recorder.Note(new("queue", verb, "", "", messages, bytes, 200));
}
