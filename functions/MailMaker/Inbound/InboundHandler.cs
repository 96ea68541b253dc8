using MailMaker.Core.Inbound;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Inbound;

/// <summary>Handles one mail that came back: read, match, decide, do.</summary>
public sealed class InboundHandler(InboundAddresses own, SignedMatches signed, AddressMatches addresses, InboundDeeds deeds, InboundLog log)
{
    /// <summary>Decides what a mail asks for and does it. Doing it again changes nothing.</summary>
    /// <param name="identity">The mail's identity.</param>
    /// <param name="octets">The mail.</param>
    /// <param name="mailbox">Where it came to, as far as its folder says; null: its header fields are asked.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was decided.</returns>
    public async Task<InboundPlan> HandleAsync(
        MailIdentity identity, ReadOnlyMemory<byte> octets, InboundMailbox? mailbox, CancellationToken cancellationToken)
    {
        var mail = InboundMail.Read(octets);
        var box = mailbox ?? ReturnedMarks.RecipientsOf(mail).Select(own.MailboxOf).FirstOrDefault(m => m is not null) ?? InboundMailbox.Any;
        var plan = await PlanAsync(mail, InboundReader.Read(mail, box), cancellationToken);
        // Said before: what was done then may have been taken back since, and not for this to undo.
        if (plan.Account is not { } account || await log.HoldsAsync(account, identity, cancellationToken))
            return plan;
        foreach (var deed in plan.Deeds)
            await deeds.DoAsync(account, deed, plan.Channel, identity, cancellationToken);
        return plan;
    }

    private async Task<InboundPlan> PlanAsync(InboundMail mail, InboundReading reading, CancellationToken cancellationToken) =>
        await signed.FindAsync(mail, reading, cancellationToken) is { } to
            ? InboundPlans.OfSigned(reading, to)
            : InboundPlans.OfAddresses(reading, await addresses.FindAsync(InboundPlans.AddressesIn(reading), cancellationToken));
}
