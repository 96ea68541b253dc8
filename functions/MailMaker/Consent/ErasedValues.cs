using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;

namespace MailMaker.Consent;

/// <summary>The values of a contact by which an erased person would be known again.</summary>
public static class ErasedValues
{
    /// <summary>The fields that hold them.</summary>
    public static IReadOnlyList<string> Fields { get; } = [BuiltInFields.Fkey, BuiltInFields.Email, BuiltInFields.Mobile];

    /// <summary>Their keyed hashes.</summary>
    public static IReadOnlyList<UInt128> HashesOf(AddressHashes hashes, ContactList list, byte[] fields) =>
    [
        .. Fields
            .Select(f => (Field: f, Value: FieldsJson.ValueOf(fields, f)))
            .Where(v => !string.IsNullOrEmpty(v.Value))
            .Select(v => hashes.Of(list.Account, list.Name, v.Field, v.Value!)),
    ];
}
