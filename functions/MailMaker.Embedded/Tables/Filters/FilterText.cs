using System.Globalization;

namespace MailMaker.Embedded.Tables.Filters;

/// <summary>Writes values into a filter as OData constants.</summary>
internal static class FilterText
{
    /// <summary>The filter that an interpolated string stands for.</summary>
    /// <exception cref="ArgumentException">A value has a type that no property can have.</exception>
    public static string Format(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var constants = Array.ConvertAll(filter.GetArguments(), Constant);
        return string.Format(CultureInfo.InvariantCulture, filter.Format, constants);
    }

    private static object Constant(object? value) => value switch
    {
        null => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        char or System.Text.StringBuilder => Constant(value.ToString()),
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int => Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double or float => Floating(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        Guid guid => $"guid'{guid:D}'",
        DateTime instant => Instant(new DateTimeOffset(instant)),
        DateTimeOffset instant => Instant(instant),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData bytes => $"X'{Convert.ToHexString(bytes.ToMemory().Span)}'",
        _ => throw new ArgumentException($"A filter can't compare with a {value.GetType()}."),
    };

    // A whole Double needs a fraction, or it would be read as an Int32.
    private static string Floating(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".EN") < 0 ? text + ".0" : text;
    }

    private static string Instant(DateTimeOffset instant) =>
        $"datetime'{instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)}'";
}
