using System.Collections.Frozen;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Imports;

/// <summary>What all rows of an import are decided by.</summary>
public sealed class RowRules
{
    /// <summary>The rules of an import.</summary>
    /// <param name="list">The list.</param>
    /// <param name="supplied">The fields that the file has columns for.</param>
    /// <param name="protects">Whether goodbyes stand whatever the file says.</param>
    public RowRules(ContactList list, IReadOnlySet<string> supplied, bool protects)
    {
        Order = new FieldOrder(list);
        Supplied = supplied.ToFrozenSet();
        Protects = protects;
        ConsentSupplied = [.. BuiltInFields.OfConsent.Where(supplied.Contains)];
    }

    /// <summary>The list's order of fields.</summary>
    public FieldOrder Order { get; }

    /// <summary>The fields that the file has columns for.</summary>
    public IReadOnlySet<string> Supplied { get; }

    /// <summary>Those of them that say what the person agreed to.</summary>
    public IReadOnlyList<string> ConsentSupplied { get; }

    /// <summary>Whether goodbyes stand whatever the file says.</summary>
    public bool Protects { get; }
}
