namespace MailMaker.Core.Inbound;

/// <summary>What is to be done about a mail that came back.</summary>
/// <param name="Account">The account that it belongs to; null when that can't be told.</param>
/// <param name="Class">What it is counted as.</param>
/// <param name="Channel">The door for the evidence: <c>bounce</c>, <c>arf</c>, <c>mailto</c> or <c>abuse-mailbox</c>.</param>
/// <param name="Deeds">What to do, in order.</param>
/// <param name="Review">Why a person has to look; null when nobody has to.</param>
public sealed record InboundPlan(string? Account, InboundClass Class, string Channel, IReadOnlyList<InboundDeed> Deeds, ReviewReason? Review = null)
{
    /// <summary>Count it and do nothing.</summary>
    public static InboundPlan Nothing(string? account, InboundClass counted) => new(account, counted, "", []);

    /// <summary>Let a person look.</summary>
    public static InboundPlan LookAt(ReviewReason reason, string? account = null) => new(account, InboundClass.Unknown, "", [], reason);
}
