namespace MailMaker.Contracts.Conformance;

/// <summary>A public or protected member.</summary>
/// <param name="Kind">ctor, method, property, field, const, event or value (of an enum).</param>
/// <param name="Name">Its name, with its type parameters; empty for a constructor.</param>
/// <param name="Modifiers">protected, static, virtual, abstract, override, sealed, readonly.</param>
/// <param name="Signature">Types, names, order and defaults of its parameters, what it returns, its constraints; the value of a constant.</param>
/// <param name="Accessors">Of a property: get, set, init, each perhaps with "protected" before it.</param>
internal sealed record ApiMember(string Kind, string Name, IReadOnlySet<string> Modifiers, string Signature, IReadOnlySet<string> Accessors)
{
    /// <summary>The member in the notation of the fact files.</summary>
    public override string ToString()
    {
        var accessors = Accessors.Count == 0 ? "" : $" {{ {string.Join(" ", Accessors)} }}";
        return string.Join(" ", new[] { Kind }.Concat(Modifiers).Append(Signature)) + accessors;
    }
}
