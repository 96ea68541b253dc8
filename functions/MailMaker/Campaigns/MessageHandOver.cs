using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Delivery.Sms;

namespace MailMaker.Campaigns;

/// <summary>Renders messages of any channel and hands them over.</summary>
public sealed class MessageHandOver(MailHandOver mails, ISmsChannel sms, UnsubscribeTokens tokens, PublicAddress address, TimeProvider clock)
{
    /// <summary>Whether a message that is handed over twice goes out once. Of text messages the channel itself makes sure of it.</summary>
    internal bool RecognisesRepeats => mails.Channel.RecognisesRepeats;

    /// <summary>See <see cref="Delivery.IEmailChannel.LongestHandOver"/>.</summary>
    internal TimeSpan? LongestHandOver => mails.Channel.LongestHandOver;

    /// <summary>Begins a run of messages of one campaign. One task at a time uses it.</summary>
    internal MessageRun Begin(SliceKey slice, ContactList list, CompiledContent content, SliceTurn turn)
    {
        var email = new WatchedEmail(mails.Channel, turn);
        return new MessageRun(
            turn, email, clock,
            new Lazy<MailRun>(() => mails.Begin(slice, list, content, email)),
            new Lazy<SmsRun>(() => new SmsRun(
                sms, tokens, address, clock, slice, list, content.Sms ?? throw new InvalidDataException("The text message of a launched campaign is gone."), content.Scene, turn)));
    }
}
