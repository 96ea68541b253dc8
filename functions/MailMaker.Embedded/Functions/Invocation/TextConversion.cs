using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace MailMaker.Embedded.Functions.Invocation;

/// <summary>Turns metadata, mostly text, into the type of a parameter.</summary>
internal static class TextConversion
{
    /// <summary>The conversion to the type of a parameter.</summary>
    /// <exception cref="FunctionRefusedException">Text can't be turned into that type.</exception>
    public static Func<object?, object?> To(ParameterInfo parameter)
    {
        var nullable = Nullable.GetUnderlyingType(parameter.ParameterType);
        var type = nullable ?? parameter.ParameterType;
        var mayBeNull = nullable is not null || !type.IsValueType;
        var converter = TypeDescriptor.GetConverter(type);
        return value => value switch
        {
            null when mayBeNull => null,
            null => throw new TriggerMetadataException($"There is no value for the parameter {parameter.Name}."),
            _ when type.IsInstanceOfType(value) => value,
            _ => Converted(converter, value, parameter),
        };
    }

    private static object? Converted(TypeConverter converter, object value, ParameterInfo parameter)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        try
        {
            return converter.ConvertFromInvariantString(text!);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            // The text itself stays out of the message: it came from outside and messages are logged.
            throw new TriggerMetadataException($"The value for the parameter {parameter.Name} is no {parameter.ParameterType.Name}.");
        }
    }
}
