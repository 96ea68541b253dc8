using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>How many mails came back on one day.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Counts">How many of each class; those without any are left out.</param>
public sealed record InboundDay(DateOnly Day, IReadOnlyDictionary<InboundClass, long> Counts);
