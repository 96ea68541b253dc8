namespace MailMaker.Core.Lists;

/// <summary>The last slots of a cap, which campaigns of a lower priority leave alone.</summary>
/// <param name="High">Slots for campaigns of high priority.</param>
/// <param name="Normal">Slots, beside those, for campaigns of high or normal priority.</param>
public sealed record ReservedSlots(int High = 0, int Normal = 0);
