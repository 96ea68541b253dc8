using MailMaker.Core.Delivery;

namespace MailMaker.Core.Lists;

/// <summary>A do-not-disturb rule: at most so many messages to one contact in a period.</summary>
/// <param name="Max">Messages allowed in the window, 0 to 100.</param>
/// <param name="Per">The window's length.</param>
/// <param name="Window">How the window lies in time.</param>
/// <param name="Channel">The channel whose messages count and are held back; null for all channels together.</param>
public sealed record FrequencyCap(int Max, CapPeriod Per, CapWindow Window = CapWindow.Rolling, MessageChannel? Channel = null);
