using System.Buffers.Binary;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Inbound;
using MailMaker.Core.Inbound.Mime;
using MailMaker.Lists;

namespace MailMaker.Inbound;

/// <summary>Finds whom a mail is about by a mark or token that we signed.</summary>
public sealed class SignedMatches(CampaignTags tags, UnsubscribeTokens tokens, IListSource lists, ContactForwards forwards, ContactStore contacts)
{
    // A mail of ours bears one; who puts more into a mail wants us to be busy.
    private const int MostLookedAt = 20;

    /// <summary>Whom the mail is about; null when nothing in it is signed by us.</summary>
    public async Task<WrittenTo?> FindAsync(InboundMail mail, InboundReading reading, CancellationToken cancellationToken)
    {
        foreach (var mark in ReturnedMarks.MarksIn(mail, reading).Take(MostLookedAt))
        {
            if (await LinkOfAsync(mark, cancellationToken) is { } link)
                return await WhoAsync(link, mark.AddressCheck, cancellationToken);
        }

        foreach (var token in ReturnedMarks.TokensIn(mail, reading).Take(MostLookedAt))
        {
            if (tokens.Read(token) is TokenReading.Valid valid)
                return await WhoAsync(valid.Link, null, cancellationToken);
        }

        return null;
    }

    private async Task<UnsubscribeLink?> LinkOfAsync(MailMark mark, CancellationToken cancellationToken)
    {
        if (await tags.FindAsync(mark.Campaign, cancellationToken) is not { } campaign)
            return null;
        var signature = new byte[MailMark.SignatureSize];
        BinaryPrimitives.WriteUInt64BigEndian(signature, mark.Signature);
        // The mark has no room for the list, but its signature is over it.
        return campaign.Lists
            .Select(list => new UnsubscribeLink(campaign.Account, list, mark.Contact, campaign.Campaign))
            .FirstOrDefault(link => tokens.IsSigned(link, signature));
    }

    private async Task<WrittenTo> WhoAsync(UnsubscribeLink link, ushort? check, CancellationToken cancellationToken)
    {
        var address = await lists.ListAsync(link.Account, link.List, cancellationToken) is { } list
            && await contacts.FindAsync(list, await forwards.CurrentAsync(list, link.Contact, cancellationToken), cancellationToken) is { } contact
            ? FieldsJson.ValueOf(contact.Fields, BuiltInFields.Email) ?? ""
            : "";
        return new WrittenTo(link.Account, link.List, link.Contact, link.Campaign, address, check, IsSigned: true);
    }
}
