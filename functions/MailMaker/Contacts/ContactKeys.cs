using System.Globalization;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>The keys of the table <c>Contacts</c>; why they are so stands in docs/decisions/0001-table-keys.md.</summary>
public static class ContactKeys
{
    /// <summary>The table's name.</summary>
    public const string Table = "Contacts";

    /// <summary>First characters of a contact's row key.</summary>
    public const string ContactKind = "c|";

    /// <summary>First characters of a send state's row key.</summary>
    public const string SendStateKind = "s|";

    /// <summary>First characters of a goodbye's row key.</summary>
    public const string GoodbyeKind = "x|";

    /// <summary>First characters of the row key of an entry of evidence.</summary>
    public const string EvidenceKind = "e|";

    /// <summary>First characters of the row key of the person's own choices.</summary>
    public const string ChoicesKind = "w|";

    /// <summary>First characters of the row key of an address that is not the list's key.</summary>
    public const string AddressKind = "a|";

    /// <summary>First characters of the row key that leads from a key that was changed to the one after it.</summary>
    public const string ForwardKind = "f|";

    /// <summary>Row key of where the contact went.</summary>
    public static string Forward(ContactId id) => ForwardKind + id;

    /// <summary>The partition of a bucket.</summary>
    public static string Partition(string account, string list, int bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{account}|{list}|{bucket:D4}");

    /// <summary>The partition that a contact lives in.</summary>
    public static string Partition(ContactList list, ContactId id) => Partition(list.Account, list.Name, id.Bucket(list.Buckets));

    /// <summary>Row key of the contact.</summary>
    public static string Contact(ContactId id) => ContactKind + id;

    /// <summary>Row key of what was sent to the contact.</summary>
    public static string SendState(ContactId id) => SendStateKind + id;

    /// <summary>Row key of the contact's goodbye.</summary>
    public static string Goodbye(ContactId id) => GoodbyeKind + id;

    /// <summary>Row key of an entry of the contact's evidence; numbers begin with 1.</summary>
    public static string Evidence(ContactId id, int number) => string.Create(CultureInfo.InvariantCulture, $"{EvidenceKind}{id}|{number:D6}");

    /// <summary>Row key of the choices that the person made.</summary>
    public static string Choices(ContactId id) => ChoicesKind + id;

    /// <summary>Row key that leads from an address to a contact of the same bucket.</summary>
    /// <param name="address">The identity that a contact keyed by this address would have.</param>
    /// <param name="id">The contact.</param>
    public static string Address(ContactId address, ContactId id) => $"{AddressKind}{address}|{id}";

    /// <summary>Row key of an import's progress in the bucket.</summary>
    public static string ImportProgress(string import) => "i|" + import;

    /// <summary>First characters of the row keys of what undoes an import in the bucket.</summary>
    public static string UndoKind(string import) => "u|" + import + "|";

    /// <summary>Row key of what undoes one transaction of an import.</summary>
    public static string Undo(string import, int number) => string.Create(CultureInfo.InvariantCulture, $"{UndoKind(import)}{number:D6}");

    /// <summary>The contact that a row key of one of the kinds with one row a contact names.</summary>
    public static ContactId IdOf(string rowKey) =>
        ContactId.TryParse(rowKey.AsSpan(2), out var id) ? id : throw new FormatException("Not a row key of the table Contacts.");
}
