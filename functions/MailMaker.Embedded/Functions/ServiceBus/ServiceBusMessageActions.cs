using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Settles messages of a Service Bus function. Failures are thrown as <see cref="ServiceBusException"/> here, and as an RpcException in Azure,
/// where the calls go through the host: catch both kinds by their base, log, and carry on.
/// </summary>
public class ServiceBusMessageActions
{
    private readonly ConcurrentDictionary<string, bool> settled = new(StringComparer.Ordinal);

    /// <summary>For a stand-in in tests.</summary>
    protected ServiceBusMessageActions()
    {
    }

    internal ServiceBusMessageActions(ServiceBusReceiver receiver) => Receiver = receiver;

    private ServiceBusReceiver Receiver =>
        field ?? throw new InvalidOperationException("These actions were made without a receiver.");

    /// <summary>The message is done with.</summary>
    /// <param name="message">A message of this invocation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await Receiver.CompleteMessageAsync(message, cancellationToken);
        settled[message.LockToken] = true;
    }

    /// <summary>The message is to be delivered again, at once.</summary>
    /// <param name="message">A message of this invocation.</param>
    /// <param name="propertiesToModify">Application properties to set.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await Receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken);
        settled[message.LockToken] = true;
    }

    /// <summary>The message goes to the dead-letter queue.</summary>
    /// <param name="message">A message of this invocation.</param>
    /// <param name="propertiesToModify">Application properties to set.</param>
    /// <param name="deadLetterReason">Why, in a word.</param>
    /// <param name="deadLetterErrorDescription">Why, at length.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (deadLetterReason is null)
            await Receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken);
        else
            await Receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);
        settled[message.LockToken] = true;
    }

    /// <summary>The message is put aside until somebody asks for it by its sequence number.</summary>
    /// <param name="message">A message of this invocation.</param>
    /// <param name="propertiesToModify">Application properties to set.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual async Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await Receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken);
        settled[message.LockToken] = true;
    }

    /// <summary>The lock lasts its full time again from now.</summary>
    /// <param name="message">A message of this invocation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await Receiver.RenewMessageLockAsync(message, cancellationToken);
    }

    internal bool HasSettled(ServiceBusReceivedMessage message) => settled.ContainsKey(message.LockToken);
}
