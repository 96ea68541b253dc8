using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Campaigns;

/// <summary>A contact's address as the identity that a contact keyed by it would have: what addresses of different lists are compared by.</summary>
public static class ContactAddress
{
    private static readonly KeyKind[] Email = [KeyKind.Email];
    private static readonly KeyKind[] Mobile = [KeyKind.Mobile];
    private static readonly KeyKind[] Both = [KeyKind.Email, KeyKind.Mobile];

    /// <summary>The kinds of address that a campaign's messages may go to.</summary>
    public static IReadOnlyList<KeyKind> KindsOf(CampaignChannel channel) => channel switch
    {
        CampaignChannel.Sms => Mobile,
        CampaignChannel.EmailThenSms => Both,
        _ => Email,
    };

    /// <summary>Whether addresses of these kinds stand in the fields of the list's contacts; else the contact's own identity says the only one.</summary>
    public static bool NeedsFields(ContactList list, IReadOnlyList<KeyKind> kinds) => kinds.Count > 1 || kinds[0] != list.Key;

    /// <summary>Whether two contacts of the lists may have the same address of these kinds.</summary>
    public static bool MayRepeat(IReadOnlyCollection<ContactList> lists, IReadOnlyList<KeyKind> kinds) =>
        lists.Count > 1 || lists.Any(list => NeedsFields(list, kinds));

    /// <summary>A contact's address of a kind; null when it has none.</summary>
    public static ContactId? Of(ContactList list, KeyKind kind, ContactId id, ReadOnlySpan<byte> fields)
    {
        if (list.Key == kind)
            return id;
        var field = kind == KeyKind.Email ? BuiltInFields.Email : BuiltInFields.Mobile;
        return !fields.IsEmpty && FieldsJson.ValueOf(fields, field) is { Length: > 0 } address ? ContactId.Of(kind, address) : null;
    }
}
