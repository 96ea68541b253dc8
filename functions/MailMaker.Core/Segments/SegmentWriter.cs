using System.Text.Json;

namespace MailMaker.Core.Segments;

/// <summary>Writes an expression in its JSON form; what <see cref="SegmentReader"/> reads comes to the same expression.</summary>
public static class SegmentWriter
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, SegmentExpression expression)
    {
        writer.WriteStartObject();
        switch (expression)
        {
            case SegmentExpression.And and:
                WriteParts(writer, "and", and.Parts);
                break;
            case SegmentExpression.Or or:
                WriteParts(writer, "or", or.Parts);
                break;
            case SegmentExpression.Not not:
                writer.WritePropertyName("not");
                Write(writer, not.Part);
                break;
            case SegmentExpression.Comparison comparison:
                WriteComparison(writer, comparison);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter writer, string word, IReadOnlyList<SegmentExpression> parts)
    {
        writer.WriteStartArray(word);
        foreach (var part in parts)
            Write(writer, part);
        writer.WriteEndArray();
    }

    private static void WriteComparison(Utf8JsonWriter writer, SegmentExpression.Comparison comparison)
    {
        writer.WriteString("field", comparison.Field);
        writer.WritePropertyName(comparison.Operator.Word());
        if (comparison.Operator is not (FilterOperator.In or FilterOperator.Between))
        {
            WriteValue(writer, comparison.Values[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var value in comparison.Values)
            WriteValue(writer, value);
        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, FilterValue value)
    {
        if (value.Kind == FilterValueKind.Text)
            writer.WriteStringValue(value.Text);
        else
            writer.WriteRawValue(value.Text);
    }
}
