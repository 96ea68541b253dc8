using System.Collections.Concurrent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;
using MailMaker.Delivery;
using MailMaker.Inbound;

namespace MailMaker.Campaigns;

/// <summary>A run of mails of one campaign: render, hand over, and say what became of it.</summary>
public sealed class MailRun : IDisposable
{
    private readonly IEmailChannel channel;
    private readonly UnsubscribeTokens tokens;
    private readonly PublicAddress address;
    private readonly InboundAddresses inbound;
    private readonly TimeProvider clock;
    private readonly SliceKey slice;
    private readonly ContactList list;
    private readonly CompiledContent content;
    private readonly RenderBuffer buffer;
    private readonly ConcurrentBag<RenderBuffer> home;
    private readonly MailModel model;
    private readonly CampaignTag tag;
    private readonly bool opensNeedConsent;
    private readonly string feedbackId;

    internal MailRun(
        IEmailChannel channel, UnsubscribeTokens tokens, PublicAddress address, InboundAddresses inbound, TimeProvider clock, SliceKey slice, ContactList list,
        CompiledContent content, RenderBuffer buffer, ConcurrentBag<RenderBuffer> home)
    {
        (this.channel, this.tokens, this.address, this.inbound, this.clock) = (channel, tokens, address, inbound, clock);
        (this.slice, this.list, this.content, this.buffer, this.home) = (slice, list, content, buffer, home);
        model = new MailModel(content.Scene);
        tag = CampaignTag.Of(slice.Account, slice.Campaign);
        opensNeedConsent = LawInForce.Of(list).TrackingNeedsConsent.Value;
        feedbackId = FeedbackId.Of(slice.Account, list.Name, slice.Campaign);
    }

    /// <summary>Renders and hands over one mail.</summary>
    /// <param name="member">To whom.</param>
    /// <param name="attempt">Which try this is, from 1.</param>
    public async Task<OutcomeEntry> SendAsync(ClaimedMember member, int attempt)
    {
        var token = Sign(member, out var mark, out var tracking);
        var link = $"{address.Value}/u/{token}";
        if (!Fill(member, link, tracking) || content.Mail.Render(model, buffer) is not RenderOutcome.Rendered rendered)
            return OutcomeEntry.Of(Outcome.RenderError, attempt, clock.GetUtcNow());
        // No token: a hand-over that has begun is finished, else it would not be known whether the mail left.
        var answer = await channel.HandOverAsync(Mail(member, rendered.Mail, link, token, mark), CancellationToken.None);
        return HandOverOutcome.Of(answer, attempt, clock.GetUtcNow());
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => home.Add(buffer);

    private bool Fill(ClaimedMember member, string link, string tracking)
    {
        if (!model.TryFill(member.Fields, link))
            return false;
        var mayFollow = OpenTracking.IsAllowed(opensNeedConsent, model.FieldOf(BuiltInFields.TrackingConsent));
        model.Follow($"{address.Value}/c/{tracking}/", mayFollow ? $"{address.Value}/o/{tracking}.gif" : "");
        return true;
    }

    private string Sign(ClaimedMember member, out MailMark mark, out string tracking)
    {
        Span<byte> signature = stackalloc byte[MailMark.SignatureSize];
        var token = tokens.Write(new UnsubscribeLink(slice.Account, list.Name, member.Id, slice.Campaign), signature, out tracking);
        mark = MailMark.Of(member.Id, tag, member.Addressee.Email, signature);
        return token;
    }

    private OutboundMail Mail(ClaimedMember member, RenderedMail rendered, string link, string token, MailMark mark) => new()
    {
        OperationId = OperationId.Of(slice.Account, slice.Campaign, list.Name, member.Id, MessageChannel.Email),
        Account = slice.Account,
        Campaign = slice.Campaign,
        FromAddress = content.Scene.SenderAddress,
        FromName = content.Scene.SenderName,
        ToAddress = member.Addressee.Email,
        ToName = member.Addressee.Name,
        Subject = rendered.Subject,
        Rendered = rendered,
        ListUnsubscribeUrl = link,
        ListUnsubscribeMailto = inbound.UnsubscribeMailto(token),
        ReturnPath = inbound.ReturnPath(mark),
        MessageId = inbound.MessageId(mark),
        FeedbackId = feedbackId,
        Date = member.Date,
        BeginWithin = member.Until - clock.GetUtcNow(),
    };
}
