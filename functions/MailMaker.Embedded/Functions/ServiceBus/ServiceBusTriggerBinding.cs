using System.Reflection;
using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.ServiceBus;

/// <summary>Parameters of a Service Bus function.</summary>
internal sealed class ServiceBusTriggerBinding(string function, bool isBatched) : ITriggerBinding
{
    private static readonly Dictionary<Type, ParameterBinder> Single = new()
    {
        [typeof(ServiceBusReceivedMessage)] = context => new(Messages(context)[0]),
        [typeof(BinaryData)] = context => new(Messages(context)[0].Body),
        [typeof(string)] = context => new(Messages(context)[0].Body.ToString()),
        [typeof(byte[])] = context => new(Messages(context)[0].Body.ToArray()),
    };

    private static readonly Dictionary<Type, ParameterBinder> Batched = new()
    {
        [typeof(ServiceBusReceivedMessage[])] = context => new(Messages(context).ToArray()),
        [typeof(BinaryData[])] = context => new(Messages(context).Select(m => m.Body).ToArray()),
        [typeof(string[])] = context => new(Messages(context).Select(m => m.Body.ToString()).ToArray()),
        [typeof(byte[][])] = context => new(Messages(context).Select(m => m.Body.ToArray()).ToArray()),
    };

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "MessageId", "SequenceNumber", "DeliveryCount", "EnqueuedTimeUtc", "ExpiresAtUtc", "CorrelationId", "ContentType", "Subject",
        "ReplyTo", "To", "LockToken", "ApplicationProperties",
    };

    /// <inheritdoc />
    public ParameterBinder BindTrigger(ParameterInfo parameter) =>
        (isBatched ? Batched : Single).GetValueOrDefault(parameter.ParameterType)
        ?? throw new FunctionRefusedException(
            $"Function {function}: the trigger parameter {parameter.Name} must be a ServiceBusReceivedMessage, BinaryData, string or byte[]"
            + (isBatched ? ", as an array because IsBatched is set." : " (arrays need IsBatched = true)."));

    /// <inheritdoc />
    public ParameterBinder? BindOther(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(ServiceBusMessageActions))
            return context => new(((MessagesEvent)context.Trigger).Actions);
        return !isBatched && Names.Contains(parameter.Name!) ? ParameterBindings.Named(parameter) : null;
    }

    private static IReadOnlyList<ServiceBusReceivedMessage> Messages(InvocationContext context) => ((MessagesEvent)context.Trigger).Messages;
}
