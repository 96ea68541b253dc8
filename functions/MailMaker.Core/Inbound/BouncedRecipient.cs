namespace MailMaker.Core.Inbound;

/// <summary>One recipient of a bounce.</summary>
/// <param name="Address">The address that failed, as the report writes it, without brackets.</param>
/// <param name="OriginalRecipient">The address that the mail was sent to (RFC 3464 §2.3.1), where aliases or forwarding made it another; else empty.</param>
/// <param name="Action">Given up, or still trying.</param>
/// <param name="Status">The enhanced status code (RFC 3463), 0.0.0 when nobody said one.</param>
/// <param name="Diagnostic">The answer of the recipient's system in its own words, at most 1,000 characters; may hold addresses: never log it.</param>
/// <param name="Reason">What the answer means.</param>
/// <param name="Class">What it means for the address.</param>
public sealed record BouncedRecipient(
    string Address,
    string OriginalRecipient,
    DeliveryAction Action,
    EnhancedStatus Status,
    string Diagnostic,
    ReplyReason Reason,
    BounceClass Class);
