using MailMaker.Core.Delivery;
using MailMaker.Core.Suppressions;

namespace MailMaker.Core.Inbound;

/// <summary>Decides what a bounce means for the one whom its mail was sent to.</summary>
public static class BounceReadings
{
    /// <summary>
    /// The meaning of a bounce whose mail is known by its mark. Where the bounce speaks of another address than the one that was written to - somebody forwards there, or it is a
    /// list of several people - an address that does not exist is not ours: it counts as a failure for now.
    /// </summary>
    public static BouncedAddress Of(InboundReading.Bounce bounce, WrittenTo to)
    {
        var own = bounce.Recipients.Where(r => AddressesOf(r).Any(a => IsOf(to, a))).ToList();
        var address = to.HasSameAddress ? to.Address : own.SelectMany(AddressesOf).FirstOrDefault(a => IsOf(to, a)) ?? "";
        return own.Count > 0
            ? new BouncedAddress(address, Worst(own.Select(ClassOf)))
            : new BouncedAddress(address, Worst(bounce.Recipients.Select(ClassOf).Select(c => c == InboundClass.Hard ? InboundClass.Soft : c)));
    }

    /// <summary>The addresses by which a bounced recipient may be known to us, in canonical form: the one that was written to before the one that failed.</summary>
    public static IEnumerable<string> AddressesOf(BouncedRecipient recipient) =>
        new[] { recipient.OriginalRecipient, recipient.Address }.Select(Canonical).Where(a => a.Length > 0).Distinct();

    /// <summary>What a recipient of a bounce is counted as.</summary>
    public static InboundClass ClassOf(BouncedRecipient recipient) => recipient.Action != DeliveryAction.Failed
        ? InboundClass.Notice
        : recipient.Class switch
        {
            BounceClass.Hard => InboundClass.Hard,
            BounceClass.Block => InboundClass.Block,
            _ => InboundClass.Soft,
        };

    /// <summary>An e-mail address in canonical form; empty when the text is none.</summary>
    public static string Canonical(string text) =>
        text.Length is > 0 and <= 320 && SuppressionTarget.Canonical(text) is { } address && address.IndexOf('@', StringComparison.Ordinal) > 0 ? address : "";

    /// <summary>What a mail with several recipients is counted as: the one that matters most.</summary>
    public static InboundClass Worst(IEnumerable<InboundClass> classes) => classes.DefaultIfEmpty(InboundClass.Notice).MinBy(c => c switch
    {
        InboundClass.Hard => 0,
        InboundClass.Soft => 1,
        InboundClass.Block => 2,
        _ => 3,
    });

    private static bool IsOf(WrittenTo to, string address) =>
        to.AddressCheck is { } check ? MailMark.CheckOf(address) == check : address == to.Address;
}
