using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;
using MailMaker.Core.Lists;
using MailMaker.Delivery.Sms;

namespace MailMaker.Campaigns;

/// <summary>A run of text messages of one campaign: render, hand over, and say what became of it. One task at a time uses it.</summary>
internal sealed class SmsRun(
    ISmsChannel channel, UnsubscribeTokens tokens, PublicAddress address, TimeProvider clock, SliceKey slice, ContactList list, CompiledSms sms, MailScene scene, SliceTurn turn)
{
    private readonly MailModel model = new(scene);

    /// <summary>The last answer of the channel; null before the first.</summary>
    public HandOver? Last { get; set; }

    /// <summary>Renders and hands over one text message.</summary>
    /// <param name="member">To whom.</param>
    /// <param name="attempt">Which try this is, from 1.</param>
    public async Task<OutcomeEntry> SendAsync(ClaimedMember member, int attempt)
    {
        var link = $"{address.Value}/u/{tokens.Write(new UnsubscribeLink(slice.Account, list.Name, member.Id, slice.Campaign))}";
        if (!model.TryFill(member.Fields, link) || sms.Render(model) is not SmsOutcome.Rendered { Sms: var rendered })
            return OutcomeEntry.Of(Outcome.RenderError, attempt, clock.GetUtcNow());
        var id = OperationId.Of(slice.Account, slice.Campaign, list.Name, member.Id, MessageChannel.Sms);
        // No token: a hand-over that has begun is finished, else it would not be known whether the message left.
        Last = member.Until <= clock.GetUtcNow()
            ? HandOver.NotOffered.Instance
            : await channel.HandOverAsync(new OutboundSms(id, slice.Account, slice.Campaign, sms.Content.Sender, member.Addressee.Mobile, rendered.Text), CancellationToken.None);
        await turn.NoteAsync(MessageChannel.Sms, member.Addressee.Mobile, Last);
        return HandOverOutcome.Of(Last, attempt, clock.GetUtcNow());
    }
}
