namespace Azure.Messaging.ServiceBus;

/// <summary>A Service Bus operation failed; <see cref="Reason"/> says why.</summary>
public class ServiceBusException : Exception
{
    /// <summary>A failure without a reason.</summary>
    public ServiceBusException()
    {
    }

    /// <summary>A failure for a reason, which also says whether trying again may help.</summary>
    public ServiceBusException(string? message, ServiceBusFailureReason reason, string? entityPath = null, Exception? innerException = null)
        : this(IsPassing(reason), message, entityPath, reason, innerException)
    {
    }

    /// <summary>A failure of which the caller says whether trying again may help.</summary>
    public ServiceBusException(
        bool isTransient,
        string? message,
        string? entityName = null,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        Reason = reason;
        EntityPath = entityName;
    }

    /// <summary>The queue; null when the failure is of none.</summary>
    public string? EntityPath { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>What happened, with the reason in brackets.</summary>
    public override string Message => $"{base.Message} ({Reason})";

    /// <summary>Why it failed.</summary>
    public ServiceBusFailureReason Reason { get; }

    private static bool IsPassing(ServiceBusFailureReason reason) =>
        reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceCommunicationProblem;
}
