using System.Text.Json;

namespace MailMaker.Contacts;

/// <summary>A contact as calls see it.</summary>
/// <param name="Key">Its key in canonical form.</param>
/// <param name="Fields">Its fields.</param>
public sealed record ContactAnswer(string Key, JsonElement Fields)
{
    /// <summary>The answer for a stored contact.</summary>
    public static ContactAnswer Of(StoredContact contact) =>
        new(contact.Key, JsonSerializer.Deserialize<JsonElement>(contact.Fields.Length == 0 ? "{}"u8 : contact.Fields));
}
