using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>The order in which a contact's fields are kept: the built-in ones, the list's own, then any others by name.</summary>
public sealed class FieldOrder : IComparer<string>
{
    private readonly Dictionary<string, int> ranks = [];

    /// <summary>The order of a list's contacts.</summary>
    public FieldOrder(ContactList list)
    {
        foreach (var name in BuiltInFields.All)
            ranks[name] = ranks.Count;
        foreach (var field in list.Fields)
            ranks.TryAdd(field.Name, ranks.Count);
    }

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var order = Rank(x).CompareTo(Rank(y));
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    private int Rank(string? name) => name is not null && ranks.TryGetValue(name, out var rank) ? rank : int.MaxValue;
}
