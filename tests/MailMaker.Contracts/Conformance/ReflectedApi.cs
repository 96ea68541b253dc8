using System.Reflection;
using System.Runtime.CompilerServices;

namespace MailMaker.Contracts.Conformance;

/// <summary>What an assembly offers to others: its public types with their public and protected members.</summary>
internal static class ReflectedApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The type as the fact files would state it.</summary>
    public static ApiType Of(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null;
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : IsDelegate(type) ? "delegate" : type.IsValueType ? "struct" : isRecord ? "record" : "class";
        return new ApiType(
            type.Namespace + "." + TypeNames.Declared(type),
            kind,
            kind is "class" or "record" ? ClassModifiers(type) : new HashSet<string>(),
            Bases(type, kind).ToList(),
            kind == "delegate" ? DelegateSignature(type) : "",
            kind == "delegate" ? [] : kind == "enum" ? Values(type).ToList() : Members(type, isRecord).ToList());
    }

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static HashSet<string> ClassModifiers(Type type) => type switch
    {
        { IsAbstract: true, IsSealed: true } => ["static"],
        { IsAbstract: true } => ["abstract"],
        { IsSealed: true } => ["sealed"],
        _ => [],
    };

    private static IEnumerable<string> Bases(Type type, string kind)
    {
        if (kind is "enum" or "delegate")
            yield break;
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            yield return TypeNames.Of(parent);
        var all = type.GetInterfaces();
        var implied = all.SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        foreach (var one in all.Where(i => !implied.Contains(i) && (kind != "record" || TypeNames.Of(i) != $"IEquatable<{TypeNames.Of(type)}>")))
            yield return TypeNames.Of(one);
    }

    private static string DelegateSignature(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return TypeNames.Of(invoke.ReturnType) + " " + Signatures.Parameters(invoke);
    }

    private static IEnumerable<ApiMember> Values(Type type) => Enum.GetNames(type)
        .Select(name => new ApiMember("value", name, None, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}", None));

    private static IEnumerable<ApiMember> Members(Type type, bool isRecord)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(c => !c.IsStatic && IsOpen(c) && !(isRecord && IsCopy(c))))
            yield return new ApiMember("ctor", "", Modifiers(constructor), Signatures.Parameters(constructor), None);
        foreach (var property in type.GetProperties(Declared).Where(p => !(isRecord && p.Name == "EqualityContract")))
        {
            if (Property(property) is { } member)
                yield return member;
        }

        foreach (var method in type.GetMethods(Declared).Where(m => IsOpen(m) && !IsAccessor(m) && !IsSynthesised(m, isRecord) && !Overrides(m)))
            yield return Method(method);
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            yield return Field(field);
        foreach (var one in type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsOpen(add)))
            yield return new ApiMember("event", one.Name, Modifiers(one.AddMethod!), $"{TypeNames.Of(one.EventHandlerType!)} {one.Name}", None);
    }

    private static HashSet<string> None => [];

    private static ApiMember Method(MethodInfo method)
    {
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        var name = method.Name + arguments;
        var signature = $"{TypeNames.Of(method.ReturnType)} {name}{Signatures.Parameters(method)}{Signatures.Constraints(method.GetGenericArguments())}";
        return new ApiMember("method", name, Modifiers(method), signature, None);
    }

    private static ApiMember? Property(PropertyInfo property)
    {
        var open = property.GetAccessors(nonPublic: true).Where(IsOpen).ToList();
        if (open.Count == 0 || open.All(Overrides))
            return null;
        var accessors = open.Select(a => (a.IsPublic || open.All(o => !o.IsPublic) ? "" : "protected ") + AccessorWord(property, a)).ToHashSet();
        var widest = open.FirstOrDefault(a => a.IsPublic) ?? open[0];
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : "this";
        var parameters = index.Length == 0 ? "" : $"[{string.Join(", ", index.Select(p => TypeNames.Of(p.ParameterType) + " " + p.Name))}]";
        return new ApiMember("property", name, Modifiers(widest), $"{TypeNames.Of(property.PropertyType)} {name}{parameters}", accessors);
    }

    private static string AccessorWord(PropertyInfo property, MethodInfo accessor) =>
        accessor == property.GetMethod ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
        : "set";

    private static ApiMember Field(FieldInfo field)
    {
        var modifiers = None;
        if (!field.IsPublic)
            modifiers.Add("protected");
        if (field.IsLiteral)
            return new ApiMember("const", field.Name, modifiers, $"{TypeNames.Of(field.FieldType)} {field.Name} = {Signatures.Default(field.GetRawConstantValue(), field.FieldType)}", None);
        if (field.IsStatic)
            modifiers.Add("static");
        if (field.IsInitOnly)
            modifiers.Add("readonly");
        return new ApiMember("field", field.Name, modifiers, $"{TypeNames.Of(field.FieldType)} {field.Name}", None);
    }

    private static HashSet<string> Modifiers(MethodBase method)
    {
        var modifiers = None;
        if (!method.IsPublic)
            modifiers.Add("protected");
        if (method.IsStatic)
            modifiers.Add("static");
        else if (method.IsAbstract && !method.DeclaringType!.IsInterface)
            modifiers.Add("abstract");
        else if (method is { IsVirtual: true, IsFinal: false, IsAbstract: false })
            modifiers.Add("virtual");
        return modifiers;
    }

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    // A listing repeats no member of a base type; whoever overrides one adds nothing to what callers can write.
    private static bool Overrides(MethodInfo method) => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    private static bool IsSynthesised(MethodInfo method, bool isRecord) => isRecord && method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;
}
