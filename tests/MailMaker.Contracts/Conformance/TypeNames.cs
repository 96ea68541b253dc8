namespace MailMaker.Contracts.Conformance;

/// <summary>Names of types as the fact files write them: C# keywords, no namespaces, nullable value types with a question mark.</summary>
internal static class TypeNames
{
    // Two packages have a type of this name, so these are written with their namespace.
    private static readonly HashSet<string> Ambiguous = ["AsyncPageable", "Page", "RetryContext"];

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
    };

    /// <summary>The name where the type is used.</summary>
    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner) + "?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        var name = Simple(type);
        if (Ambiguous.Contains(name))
            name = type.Namespace + "." + name;
        else if (type.IsNested)
            name = Simple(type.DeclaringType!) + "." + name;
        return name + Arguments(type);
    }

    /// <summary>The name where the type is declared, without its namespace.</summary>
    public static string Declared(Type type) =>
        (type.IsNested ? Declared(type.DeclaringType!) + "." : "") + Simple(type) + Arguments(type);

    private static string Simple(Type type) => type.Name.Split('`')[0];

    private static string Arguments(Type type)
    {
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToList();
        return own.Count == 0 ? "" : $"<{string.Join(", ", own.Select(Of))}>";
    }
}
