namespace MailMaker.Embedded.ServiceBus;

/// <summary>A message in a receiver's hands. Locks live in memory only: they die with the process that holds them.</summary>
internal sealed class MessageLock
{
    public MessageLock(StoredMessage message, DateTimeOffset until)
    {
        Message = message;
        Until = until;
        Place = new LinkedListNode<MessageLock>(this);
    }

    /// <summary>Names the lock.</summary>
    public Guid Token { get; } = Guid.NewGuid();

    /// <summary>What is locked.</summary>
    public StoredMessage Message { get; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>Its place among the locks of its queue, ordered by their end.</summary>
    public LinkedListNode<MessageLock> Place { get; }
}
