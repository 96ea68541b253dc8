namespace MailMaker.Embedded.ServiceBus;

/// <summary>A receiver that found the queue empty and waits for messages.</summary>
internal sealed class ReceiveWaiter
{
    private readonly TaskCompletionSource<List<MessageLock>> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReceiveWaiter(int most, bool keepsLock)
    {
        Most = most;
        KeepsLock = keepsLock;
        Place = new LinkedListNode<ReceiveWaiter>(this);
    }

    /// <summary>How many messages it takes at most.</summary>
    public int Most { get; }

    /// <summary>Whether it locks what it takes, rather than removing it.</summary>
    public bool KeepsLock { get; }

    /// <summary>Its place among those that wait: first come, first served.</summary>
    public LinkedListNode<ReceiveWaiter> Place { get; }

    /// <summary>The messages; empty when none came in time.</summary>
    public Task<List<MessageLock>> Arrived => arrived.Task;

    public void Give(List<MessageLock> messages) => arrived.SetResult(messages);

    public void Cancel(CancellationToken cancellationToken) => arrived.SetCanceled(cancellationToken);

    public void Close() => arrived.SetException(new ObjectDisposedException(nameof(EmbeddedServiceBus)));
}
