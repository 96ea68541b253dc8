using Azure.Messaging.ServiceBus;

namespace MailMaker.Transactional;

/// <summary>The queue of mails that a person waits for; campaigns, however large, never stand before them.</summary>
public sealed class TransactionalQueue(ServiceBusClient bus)
{
    /// <summary>The queue's name.</summary>
    public const string Name = "transactional";

    private readonly ServiceBusSender sender = bus.CreateSender(Name);

    /// <summary>Queues work that is due now.</summary>
    public Task SendAsync(TransactionalMessage message, CancellationToken cancellationToken) =>
        sender.SendMessageAsync(Of(message), cancellationToken);

    /// <summary>Queues work that is due later.</summary>
    public Task ScheduleAsync(TransactionalMessage message, DateTimeOffset due, CancellationToken cancellationToken) =>
        sender.ScheduleMessageAsync(Of(message), due, cancellationToken);

    private static ServiceBusMessage Of(TransactionalMessage message) => new(message.ToBody()) { MessageId = message.MessageId };
}
