namespace MailMaker.Core.Inbound;

/// <summary>What a mail that came back says. A closed set: <see cref="Bounce"/>, <see cref="Complaint"/>, <see cref="AutoReply"/>,
/// <see cref="UnsubscribeRequest"/>, <see cref="Unknown"/>.</summary>
public abstract record InboundReading
{
    private InboundReading()
    {
    }

    /// <summary>The mail of ours that this one answers, as far as it is shown; empty, never null.</summary>
    public ReturnedMail Returned { get; init; } = ReturnedMail.None;

    /// <summary>One or more recipients were not reached, or not yet (RFC 3464, and the forms that are older than it).</summary>
    /// <param name="Recipients">At least one; each address once.</param>
    public sealed record Bounce(IReadOnlyList<BouncedRecipient> Recipients) : InboundReading;

    /// <summary>A recipient complained through its provider (RFC 5965).</summary>
    /// <param name="Type">What about.</param>
    /// <param name="Recipients">Who complained, where the provider says it; many leave it out or replace it, then a token of the returned mail must tell.</param>
    /// <param name="MailFrom">The envelope sender of the reported mail, empty when not said.</param>
    /// <param name="SourceIp">The address that the reported mail came from, empty when not said.</param>
    public sealed record Complaint(FeedbackType Type, IReadOnlyList<string> Recipients, string MailFrom, string SourceIp) : InboundReading;

    /// <summary>A person's mail program answered by itself: out of office, thanks for your mail (RFC 3834). It changes nothing.</summary>
    /// <param name="From">Who answers, empty when unreadable.</param>
    public sealed record AutoReply(string From) : InboundReading;

    /// <summary>A person asks to leave by mail: to the address of <c>List-Unsubscribe</c>, or to the abuse mailbox.</summary>
    /// <param name="From">Who asks, empty when unreadable.</param>
    /// <param name="Mailbox">Where it came to.</param>
    /// <param name="Subject">The subject, decoded: some clients carry the token of a <c>mailto:</c> there.</param>
    public sealed record UnsubscribeRequest(string From, InboundMailbox Mailbox, string Subject) : InboundReading;

    /// <summary>Nothing to act upon.</summary>
    /// <param name="Reason">Why: some of these are fine and need nobody, others belong into a person's hands.</param>
    public sealed record Unknown(UnknownReason Reason) : InboundReading;
}
