using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>The fields that a call supplies for a contact, in canonical form; those without a value are cleared.</summary>
/// <param name="Supplied">The names of all of them.</param>
/// <param name="Values">Those with a value, as kept.</param>
/// <param name="NewKey">The key that the body says, where it is another than the one in the address; null else.</param>
public sealed record ContactBody(IReadOnlySet<string> Supplied, byte[] Values, string? NewKey = null)
{
    /// <summary>Reads the JSON object of a call: field names (whatever their case) and text, numbers, booleans or null.</summary>
    /// <param name="list">The list.</param>
    /// <param name="key">The contact's key, in canonical form.</param>
    /// <param name="utf8">The body.</param>
    public static Checked<ContactBody> Read(ContactList list, string key, ReadOnlySpan<byte> utf8)
    {
        var parsed = DefinitionJson.Read<object>(utf8);
        return parsed.Value is System.Text.Json.JsonElement element ? new ContactBodyReader(list).Read(key, element, "") : new(null, parsed.Problems);
    }
}
