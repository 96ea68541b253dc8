using MailMaker.Core.Delivery;
using MailMaker.Delivery;

namespace MailMaker.Campaigns;

/// <summary>An e-mail channel whose answers the run of a slice learns from. One task at a time uses it.</summary>
internal sealed class WatchedEmail(IEmailChannel channel, SliceTurn turn) : IEmailChannel
{
    /// <summary>The last answer; null before the first.</summary>
    public HandOver? Last { get; set; }

    /// <inheritdoc />
    public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        // The claim ended while the mail was rendered: the process stood still, or its clock was set.
        Last = mail.BeginWithin <= TimeSpan.Zero ? HandOver.NotOffered.Instance : await channel.HandOverAsync(mail, cancellationToken);
        await turn.NoteAsync(MessageChannel.Email, mail.ToAddress, Last);
        return Last;
    }
}
