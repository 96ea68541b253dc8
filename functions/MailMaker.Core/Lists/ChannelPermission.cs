using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Lists;

/// <summary>Whether a contact agreed to be written to by a channel, as far as its fields say. A goodbye or a suppression outweighs it.</summary>
public static class ChannelPermission
{
    /// <summary>
    /// The decision for one contact. E-mail: whoever did not refuse, since a list's owner answers for how an address came into it. Text messages: only an explicit
    /// consent, unless the list's law allows soft opt-in by them.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="fields">The contact's fields as kept.</param>
    /// <param name="channel">The way the message takes.</param>
    public static bool Allows(ContactList list, ReadOnlySpan<byte> fields, MessageChannel channel)
    {
        if (channel != MessageChannel.Sms)
            return FieldsJson.ValueOf(fields, BuiltInFields.Consent) != "false";
        return FieldsJson.ValueOf(fields, BuiltInFields.SmsConsent) switch
        {
            "true" => true,
            "false" => false,
            _ => LawInForce.Of(list).SoftOptInBySms.Value && FieldsJson.ValueOf(fields, BuiltInFields.Consent) != "false",
        };
    }
}
