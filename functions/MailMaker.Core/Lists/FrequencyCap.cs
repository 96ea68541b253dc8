namespace MailMaker.Core.Lists;

/// <summary>A do-not-disturb rule: at most so many messages to one contact in a period.</summary>
/// <param name="Max">Messages allowed in the window, 0 to 100.</param>
/// <param name="Per">The window's length.</param>
/// <param name="Window">How the window lies in time.</param>
public sealed record FrequencyCap(int Max, CapPeriod Per, CapWindow Window = CapWindow.Rolling);
