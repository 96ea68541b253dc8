using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MailMaker.Contracts.Conformance;

/// <summary>Parameters, defaults and constraints as the fact files write them.</summary>
internal static class Signatures
{
    /// <summary>The parameter list, with brackets.</summary>
    public static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return $"({string.Join(", ", method.GetParameters().Select((p, i) => (extension && i == 0 ? "this " : "") + Parameter(p)))})";
    }

    /// <summary>The constraints, each with a space before it.</summary>
    public static string Constraints(IEnumerable<Type> typeParameters) => string.Concat(typeParameters
        .Select(t => (t.Name, Constraints: Constraints(t).ToList()))
        .Where(t => t.Constraints.Count > 0)
        .Select(t => $" where {t.Name} : {string.Join(", ", t.Constraints)}"));

    /// <summary>A parameter's default; zero, null and false are all "default", as the call is the same.</summary>
    public static string Default(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => "default",
            _ when type.IsEnum => $"{TypeNames.Of(type)}.{Enum.GetName(type, Enum.ToObject(type, value)) ?? value}",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "default",
            IConvertible number when number.ToDouble(CultureInfo.InvariantCulture) == 0 => "default",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        var standard = parameter.HasDefaultValue ? " = " + Default(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return direction + TypeNames.Of(parameter.ParameterType) + " " + parameter.Name + standard;
    }

    private static IEnumerable<string> Constraints(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "struct";
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (var type in parameter.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)))
            yield return TypeNames.Of(type);
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "new()";
    }
}
