namespace Azure.Messaging.ServiceBus;

/// <summary>Why a Service Bus operation failed.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>Anything that has no reason of its own.</summary>
    GeneralError = 0,

    /// <summary>There is no such queue.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The lock ran out, or the message was settled already.</summary>
    MessageLockLost = 2,

    /// <summary>There is no message with that sequence number in the state asked for.</summary>
    MessageNotFound = 3,

    /// <summary>The message, or the set of messages sent at once, is larger than the queue takes.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The queue is switched off.</summary>
    MessagingEntityDisabled = 5,

    /// <summary>The queue is full.</summary>
    QuotaExceeded = 6,

    /// <summary>The service asks to be called later.</summary>
    ServiceBusy = 7,

    /// <summary>The service did not answer in time.</summary>
    ServiceTimeout = 8,

    /// <summary>The service could not be reached.</summary>
    ServiceCommunicationProblem = 9,

    /// <summary>Another receiver holds the session.</summary>
    SessionCannotBeLocked = 10,

    /// <summary>The lock of the session ran out.</summary>
    SessionLockLost = 11,

    /// <summary>The queue exists already.</summary>
    MessagingEntityAlreadyExists = 12,
}
