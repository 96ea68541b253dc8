namespace MailMaker.Core.Suppressions;

/// <summary>Why an address gets nothing, from the weakest reason to the strongest: a stronger one takes the place of a weaker.</summary>
public enum SuppressionReason
{
    /// <summary>The person left before the list knew them.</summary>
    OptOut,

    /// <summary>The address failed for now too often.</summary>
    SoftBounces,

    /// <summary>The address does not exist.</summary>
    HardBounce,

    /// <summary>Somebody of the account put it there.</summary>
    Manual,

    /// <summary>The person complained to the mailbox provider or to us.</summary>
    Complaint,

    /// <summary>The person was erased (GDPR art. 17): only a keyed hash is kept, and nothing brings them back but their own confirmation.</summary>
    Erased,
}
