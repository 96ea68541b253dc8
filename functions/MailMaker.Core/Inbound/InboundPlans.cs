using MailMaker.Core.Consent;
using MailMaker.Core.Suppressions;

namespace MailMaker.Core.Inbound;

/// <summary>Decides what is to be done about a mail that came back.</summary>
public static class InboundPlans
{
    /// <summary>The plan for a mail that a signed mark or token of ours proves to be about a contact.</summary>
    public static InboundPlan OfSigned(InboundReading reading, WrittenTo to) => reading switch
    {
        InboundReading.Bounce bounce => OfBounce(to.Account, [BounceReadings.Of(bounce, to)]),
        InboundReading.Complaint complaint => OfComplaint(complaint, to.Account, [to], to.HasSameAddress ? to.Address : ""),
        InboundReading.UnsubscribeRequest request => OfRequest(request, to.Account, [to]),
        _ => Rest(reading, to.Account),
    };

    /// <summary>Addresses that a mail without a signed mark speaks of, in canonical form; empty when it speaks of none, or asks for nothing.</summary>
    public static IReadOnlyList<string> AddressesIn(InboundReading reading) => reading switch
    {
        InboundReading.Bounce bounce => [.. bounce.Recipients.Where(NeedsDeed).SelectMany(BounceReadings.AddressesOf).Distinct()],
        InboundReading.Complaint complaint when !IsNotice(complaint.Type) =>
            [.. complaint.Recipients.Concat(reading.Returned.To).Select(BounceReadings.Canonical).Where(a => a.Length > 0).Distinct()],
        InboundReading.UnsubscribeRequest { From: var from } when BounceReadings.Canonical(from) is { Length: > 0 } address => [address],
        _ => [],
    };

    /// <summary>
    /// The plan for a mail that no mark of ours proves, so that anybody may have made it up: it counts for people who were written to lately, and who all belong to one
    /// account, and is looked at else.
    /// </summary>
    /// <param name="reading">The mail.</param>
    /// <param name="found">The contacts with its addresses that were written to lately.</param>
    public static InboundPlan OfAddresses(InboundReading reading, IReadOnlyList<WrittenTo> found)
    {
        if (reading is InboundReading.Unknown or InboundReading.AutoReply || (reading is InboundReading.Complaint report && IsNotice(report.Type))
            || (reading is InboundReading.Bounce notices && !notices.Recipients.Any(NeedsDeed)))
            return Rest(reading, null);
        var accounts = found.Select(w => w.Account).Distinct().ToList();
        if (accounts is not [var account])
            return InboundPlan.LookAt(accounts.Count == 0 ? ReviewReason.NotWrittenTo : ReviewReason.SeveralAccounts);
        return reading switch
        {
            InboundReading.Bounce bounce => OfBounce(account, [.. bounce.Recipients.Select(r => OfRecipient(r, found)).OfType<BouncedAddress>()]),
            InboundReading.Complaint complaint => OfComplaint(complaint, account, found, found[0].Address),
            InboundReading.UnsubscribeRequest request => OfRequest(request, account, found),
            _ => Rest(reading, account),
        };
    }

    private static bool NeedsDeed(BouncedRecipient recipient) => BounceReadings.ClassOf(recipient) is not InboundClass.Notice;

    private static bool IsNotice(FeedbackType type) => type is FeedbackType.NotSpam or FeedbackType.Other;

    private static BouncedAddress? OfRecipient(BouncedRecipient recipient, IReadOnlyList<WrittenTo> found) =>
        BounceReadings.AddressesOf(recipient).FirstOrDefault(a => found.Any(w => w.Address == a)) is { } address
            ? new BouncedAddress(address, BounceReadings.ClassOf(recipient)) : null;

    private static InboundPlan OfBounce(string account, IReadOnlyList<BouncedAddress> bounced) => new(
        account, BounceReadings.Worst(bounced.Select(b => b.Class)), "bounce",
        [.. bounced.Where(b => b.Address.Length > 0).Select(DeedOf).OfType<InboundDeed>().Distinct()]);

    private static InboundDeed? DeedOf(BouncedAddress bounced) => bounced.Class switch
    {
        InboundClass.Hard => new InboundDeed.Suppress(bounced.Address, SuppressionReason.HardBounce),
        InboundClass.Soft => new InboundDeed.RememberFailure(bounced.Address),
        _ => null,
    };

    private static InboundPlan OfComplaint(InboundReading.Complaint complaint, string account, IReadOnlyList<WrittenTo> who, string address)
    {
        if (IsNotice(complaint.Type))
            return InboundPlan.Nothing(account, InboundClass.Notice);
        var deeds = who.Select(w => (InboundDeed)new InboundDeed.Leave(w, GoodbyeReason.Complaint)).ToList();
        // Who asks the provider to be taken off has left; who calls it spam must not be written to on any list.
        if (complaint.Type != FeedbackType.OptOut && address.Length > 0)
            deeds.Add(new InboundDeed.Suppress(address, SuppressionReason.Complaint));
        return new InboundPlan(account, complaint.Type == FeedbackType.OptOut ? InboundClass.Unsubscribe : InboundClass.Complaint, "arf", deeds);
    }

    private static InboundPlan OfRequest(InboundReading.UnsubscribeRequest request, string account, IReadOnlyList<WrittenTo> who)
    {
        var isAbuse = request.Mailbox == InboundMailbox.Abuse;
        var reason = isAbuse ? GoodbyeReason.AbuseMailbox : GoodbyeReason.Mailto;
        return new InboundPlan(
            account, InboundClass.Unsubscribe, isAbuse ? "abuse-mailbox" : "mailto", [.. who.Select(w => new InboundDeed.Leave(w, reason))]);
    }

    private static InboundPlan Rest(InboundReading reading, string? account) => reading switch
    {
        InboundReading.AutoReply => InboundPlan.Nothing(account, InboundClass.AutoReply),
        InboundReading.Unknown { Reason: UnknownReason.NotUnderstood } => InboundPlan.LookAt(ReviewReason.NotUnderstood, account),
        InboundReading.Unknown { Reason: UnknownReason.NoRecipient } => InboundPlan.LookAt(ReviewReason.NoRecipient, account),
        _ => InboundPlan.Nothing(account, InboundClass.Notice),
    };
}
