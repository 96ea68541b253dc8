using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Segments;

namespace MailMaker.Core.Campaigns;

/// <summary>Who of a list belongs to a campaign's audience. Immutable; safe for any number of threads.</summary>
/// <param name="list">The list.</param>
/// <param name="channel">The campaign's way or ways: what counts is an address that a message could go to.</param>
/// <param name="filter">Whom the campaign means; null for everybody.</param>
/// <param name="excluded">The addresses of the excluded lists.</param>
public sealed class AudienceRule(ContactList list, CampaignChannel channel, CompiledSegment? filter, AddressSet excluded)
{
    private readonly IReadOnlyList<KeyKind> kinds = ContactAddress.KindsOf(channel);

    /// <summary>Whether contacts are decided on by their fields, not by their identity alone.</summary>
    public bool NeedsFields => filter is not null || (!excluded.IsEmpty && ContactAddress.NeedsFields(list, kinds));

    /// <summary>Decides about one contact.</summary>
    /// <param name="id">The contact.</param>
    /// <param name="fields">Its fields as they are stored; may be empty when they are not needed.</param>
    public AudienceDecision Decide(ContactId id, ReadOnlySpan<byte> fields)
    {
        if (filter is not null && !filter.Matches(fields))
            return AudienceDecision.NotMeant;
        if (excluded.IsEmpty)
            return AudienceDecision.Recipient;
        foreach (var kind in kinds)
        {
            if (ContactAddress.Of(list, kind, id, fields) is { } address && excluded.Contains(address))
                return AudienceDecision.Excluded;
        }

        return AudienceDecision.Recipient;
    }
}
