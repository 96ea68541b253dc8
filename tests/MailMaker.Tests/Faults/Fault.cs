namespace MailMaker.Tests.Faults;

/// <summary>What a service, or the disk under it, does on a bad day.</summary>
internal enum Fault
{
    /// <summary>Refused with 503 <c>ServerBusy</c> (of a queue, <c>ServiceBusy</c>), and so were the client's own tries again.</summary>
    Busy,

    /// <summary>Took effect, but no answer came: the client gave up after its tries.</summary>
    LostAnswer,

    /// <summary>Took effect, but the answer was lost and the client asked again: the second answer is what the caller sees.</summary>
    AskedAgain,

    /// <summary>Did nothing, and no answer came.</summary>
    LostRequest,

    /// <summary>A conditional write was refused with 412, as if somebody else had written.</summary>
    Condition,

    /// <summary>A page without an entity, with a continuation.</summary>
    EmptyPage,

    /// <summary>A page with fewer entities than there are.</summary>
    ShortPage,

    /// <summary>A message's lock ended while it was worked on: another worker gets it meanwhile.</summary>
    LockLost,

    /// <summary>A message could not be settled, and comes again.</summary>
    NotSettled,

    /// <summary>A message was sent, the answer was lost, and it was sent again.</summary>
    SentTwice,

    /// <summary>An activity's worker was lost after it had done its work: it is run again.</summary>
    RunAgain,

    /// <summary>The disk is full at a commit.</summary>
    DiskFull,

    /// <summary>The disk could not be synced at a commit.</summary>
    SyncFailed,
}
