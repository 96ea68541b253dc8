namespace MailMaker.Core.Delivery.Rates;

/// <summary>Domains that one mailbox provider serves: it counts what it gets over all of them.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Domains">Its domains, lower case.</param>
/// <param name="PerMinute">Messages in any 60 seconds of the whole installation; null: no such limit.</param>
public sealed record ProviderGroup(string Name, IReadOnlyList<string> Domains, int? PerMinute);
