using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function at a message, or a batch of messages, of a queue.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Receives from a queue.</summary>
    /// <param name="queueName">Name of the queue; <c>%setting%</c> is replaced.</param>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Name of the setting that holds the connection string; <c>AzureWebJobsServiceBus</c> when null.</summary>
    public string? Connection { get; set; }

    /// <summary>Name of the queue.</summary>
    public string? QueueName { get; }

    /// <summary>Whether the parameter is an array that takes up to <c>maxMessageBatchSize</c> messages.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Whether messages are completed when the function returns. When not set, <c>autoCompleteMessages</c> of host.json decides (true by default).</summary>
    public bool AutoCompleteMessages
    {
        get => AutoCompleteMessagesIfSet ?? false;
        set => AutoCompleteMessagesIfSet = value;
    }

    /// <summary>What was set; null when nothing was.</summary>
    internal bool? AutoCompleteMessagesIfSet { get; private set; }
}
