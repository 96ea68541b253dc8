using System.Buffers;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Delivery;
using MailMaker.Core.Tracking;
using MailMaker.Inbound;

namespace MailMaker.Campaigns;

/// <summary>How big a campaign's mail to a contact will be, with all that a preview does not show: links and pixel that are followed, and the fields of its header.</summary>
public sealed class SampleSizes(InboundAddresses inbound)
{
    // Who is shown without an address has one that belongs to nobody (RFC 2606 §3).
    private const string Somebody = "somebody@example.com";

    /// <summary>Octets of the whole mail as it is handed over.</summary>
    /// <param name="content">What is sent to the contact's list.</param>
    /// <param name="fields">The contact's fields: UTF-8 JSON.</param>
    /// <param name="mail">The compiled mail.</param>
    /// <param name="model">The model that holds the contact; follows the sample's links from here on.</param>
    /// <param name="address">The address under which recipients reach the installation.</param>
    /// <param name="token">What stands for the contact's token.</param>
    internal int Of(ListContent content, byte[] fields, CompiledMail mail, MailModel model, string address, string token)
    {
        var scene = content.Content.Scene;
        model.TryFill(fields, $"{address}/u/{token}");
        model.Follow($"{address}/c/{token}/", OpenTracking.IsAllowed(content.List, fields) ? $"{address}/o/{token}.gif" : "");
        if (mail.Render(model) is not RenderOutcome.Rendered { Mail: var sent })
            return 0;
        var addressee = Addressee.Of(fields);
        var octets = new ArrayBufferWriter<byte>();
        MimeWriter.Write(
            new OutboundMail
            {
                OperationId = Guid.Empty, Account = content.List.Account, Campaign = scene.CampaignName,
                FromAddress = scene.SenderAddress, FromName = scene.SenderName,
                ToAddress = EmailAddress.TryParse(addressee.Email, out var to) ? to.Value : Somebody, ToName = addressee.Name,
                Subject = sent.Subject, Rendered = sent, Date = default,
                ListUnsubscribeUrl = $"{address}/u/{token}", ListUnsubscribeMailto = inbound.UnsubscribeMailto(token), MessageId = inbound.MessageId(default),
                FeedbackId = FeedbackId.Of(content.List.Account, content.List.Name, scene.CampaignName),
            },
            octets);
        return octets.WrittenCount;
    }
}
