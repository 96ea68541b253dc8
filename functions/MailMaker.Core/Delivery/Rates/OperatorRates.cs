namespace MailMaker.Core.Delivery.Rates;

/// <summary>The limits that hold for all accounts of the installation, as its operator sets them.</summary>
public sealed record OperatorRates
{
    /// <summary>Messages of a channel in any 60 seconds; channels without an entry have no such limit.</summary>
    public IReadOnlyDictionary<MessageChannel, int> PerMinute { get; init; } = new Dictionary<MessageChannel, int>();

    /// <summary>Messages of a channel in each hour; channels without an entry have no such limit.</summary>
    public IReadOnlyDictionary<MessageChannel, int> PerHour { get; init; } = new Dictionary<MessageChannel, int>();

    /// <summary>Mailbox providers that throttles count as one.</summary>
    public IReadOnlyList<ProviderGroup> Providers { get; init; } = [];

    /// <summary>The group of a domain; null when it stands for itself.</summary>
    public ProviderGroup? GroupOf(string domain) => Providers.FirstOrDefault(p => p.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase));
}
