namespace MailMaker.Contracts.Conformance;

/// <summary>A public type, as a package's listing or an assembly states it.</summary>
/// <param name="FullName">Namespace and name; nested types as Outer.Inner, type parameters by name.</param>
/// <param name="Kind">class, record, struct, interface, enum or delegate.</param>
/// <param name="Modifiers">static, abstract, sealed or readonly.</param>
/// <param name="Bases">The base class, when it is not object, and the interfaces.</param>
/// <param name="Signature">What a delegate returns and takes; empty for other kinds.</param>
/// <param name="Members">Its public and protected members.</param>
internal sealed record ApiType(
    string FullName,
    string Kind,
    IReadOnlySet<string> Modifiers,
    IReadOnlyList<string> Bases,
    string Signature,
    IReadOnlyList<ApiMember> Members)
{
    /// <summary>The base class; empty for object.</summary>
    public string BaseClass => Bases.FirstOrDefault(b => !IsInterface(b)) ?? "";

    /// <summary>The interfaces.</summary>
    public IEnumerable<string> Interfaces => Bases.Where(IsInterface);

    private static bool IsInterface(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]);
}
