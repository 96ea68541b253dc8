using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>A member that may go by the gate, but not now.</summary>
/// <param name="Index">Its place in the slice.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When to ask again.</param>
internal readonly record struct Waiting(int Index, DeferReason Reason, DateTimeOffset Until);
