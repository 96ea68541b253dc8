using MailMaker.Core.Contacts;

namespace MailMaker.Contacts;

/// <summary>A row of the address index.</summary>
/// <param name="Address">The identity that a contact keyed by this address would have.</param>
/// <param name="Contact">Who has it.</param>
public readonly record struct IndexedAddress(ContactId Address, ContactId Contact)
{
    /// <summary>Compares as the row keys compare.</summary>
    public static int CompareKeys(IndexedAddress one, IndexedAddress other)
    {
        var order = one.Address.CompareTo(other.Address);
        return order != 0 ? order : one.Contact.CompareTo(other.Contact);
    }
}
