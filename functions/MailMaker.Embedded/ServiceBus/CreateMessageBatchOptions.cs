namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a <see cref="ServiceBusMessageBatch"/>.</summary>
public class CreateMessageBatchOptions
{
    /// <summary>The largest batch that the queue takes.</summary>
    public CreateMessageBatchOptions()
    {
    }

    /// <summary>The most bytes the batch may hold; not more than the queue's limit of 256 KB. Null takes that limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 24, the size of an empty batch.</exception>
    public long? MaxSizeInBytes
    {
        get;
        set
        {
            if (value is { } bytes)
                ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 24);
            field = value;
        }
    }
}
