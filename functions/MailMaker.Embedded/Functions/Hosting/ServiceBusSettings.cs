namespace MailMaker.Embedded.Functions.Hosting;

/// <summary>The part <c>extensions.serviceBus</c> of host.json.</summary>
/// <param name="AutoComplete">Whether messages are completed when the function returns, unless its attribute says otherwise.</param>
/// <param name="ConcurrentCalls">Invocations at once per single-message function.</param>
/// <param name="RenewLocksFor">How long the lock of a single message is renewed while its function runs; batches are never renewed.</param>
/// <param name="BatchSize">Most messages of a batch.</param>
/// <param name="LeastBatchSize">A smaller batch waits, up to <paramref name="BatchWait"/>.</param>
/// <param name="BatchWait">How long a batch waits for <paramref name="LeastBatchSize"/>.</param>
internal sealed record ServiceBusSettings(
    bool AutoComplete, int ConcurrentCalls, TimeSpan RenewLocksFor, int BatchSize, int LeastBatchSize, TimeSpan BatchWait)
{
    /// <summary>Reads the part, with the extension's own defaults.</summary>
    public static ServiceBusSettings Read(SettingsSection part) => new(
        part.Flag("autoCompleteMessages") ?? true,
        part.Count("maxConcurrentCalls", 1) ?? 16 * Environment.ProcessorCount,
        part.Duration("maxAutoLockRenewalDuration") ?? TimeSpan.FromMinutes(5),
        part.Count("maxMessageBatchSize", 1) ?? part.Count("maxMessages", 1) ?? 1000,
        part.Count("minMessageBatchSize", 1) ?? 1,
        part.Duration("maxBatchWaitTime") ?? TimeSpan.FromSeconds(30));
}
