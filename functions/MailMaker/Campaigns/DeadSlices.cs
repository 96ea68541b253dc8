using Azure.Messaging.ServiceBus;

namespace MailMaker.Campaigns;

/// <summary>Slices that failed as often as a message is delivered: they lie on the dead-letter queue of <c>sends</c>.</summary>
public sealed class DeadSlices(ServiceBusClient bus) : IAsyncDisposable
{
    /// <summary>The property in which a message carries the type of its last failure.</summary>
    public const string Failure = nameof(Failure);

    // Enough to see that something is wrong; the count says no more than this.
    private const int MostLookedAt = 10_000;
    private const int AtOnce = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ServiceBusReceiver dead = bus.CreateReceiver(SliceQueue.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <summary>A campaign's dead slices by reason: the type of the error that the last delivery ended with, never its message.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(string account, string campaign, CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<SliceKey, string>();
        long from = 0;
        for (var seen = 0; seen < MostLookedAt;)
        {
            var page = await dead.PeekMessagesAsync(AtOnce, from, cancellationToken);
            if (page.Count == 0)
                break;
            foreach (var message in page.Where(m => IsOf(m, account, campaign)))
                reasons[SliceKey.FromBody(message.Body)!] = ReasonOf(message);
            seen += page.Count;
            from = page[^1].SequenceNumber + 1;
        }

        return reasons.Values.GroupBy(r => r, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
    }

    /// <summary>Takes a campaign's messages off the dead-letter queue; its slices must be on the queue again before.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RemoveAsync(string account, string campaign, CancellationToken cancellationToken)
    {
        var removed = 0;
        // Held until the end, so that no message of others is received twice.
        var others = new List<ServiceBusReceivedMessage>();
        while (others.Count < MostLookedAt && (await CountAsync(account, campaign, cancellationToken)).Count > 0
            && await dead.ReceiveMessagesAsync(AtOnce, Patience, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var message in page)
            {
                if (!IsOf(message, account, campaign))
                {
                    others.Add(message);
                    continue;
                }

                await dead.CompleteMessageAsync(message, cancellationToken);
                removed++;
            }
        }

        foreach (var message in others)
            await dead.AbandonMessageAsync(message, cancellationToken: cancellationToken);
        return removed;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => dead.DisposeAsync();

    private static bool IsOf(ServiceBusReceivedMessage message, string account, string campaign) =>
        SliceKey.FromBody(message.Body) is { } key && key.Account == account && key.Campaign == campaign;

    private static string ReasonOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(Failure, out var failure) && failure is string type ? type : message.DeadLetterReason ?? "unknown";
}
