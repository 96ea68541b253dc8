using System.Text;
using System.Text.Json;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Segments;

/// <summary>All comparisons of one field: its value is decoded once for them.</summary>
internal abstract class FieldTests(string name)
{
    private ulong present;

    /// <summary>The field's name as it is stored, UTF-8.</summary>
    public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>The bits of all its comparisons.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The comparisons of a field, none yet.</summary>
    public static FieldTests Of(SegmentField field, DateOnly today) => field.Type switch
    {
        FieldType.Number => new NumberTests(field.Name),
        FieldType.Date => new DateTests(field.Name, today),
        _ => new TextTests(field.Name),
    };

    /// <summary>Adds a comparison.</summary>
    public void Add(ulong bit, FilterOperator filterOperator, IReadOnlyList<FilterValue> values)
    {
        Bits |= bit;
        AddTest(bit, filterOperator, values);
    }

    /// <summary>Adds the question whether there is a value.</summary>
    public void AddPresent(ulong bit)
    {
        Bits |= bit;
        present |= bit;
    }

    /// <summary>Adds the question whether there is none.</summary>
    public void AddEmpty(ulong bit, ref ulong whenEmpty)
    {
        Bits |= bit;
        whenEmpty |= bit;
    }

    /// <summary>Which comparisons a value meets; false when it is no value of the field's type.</summary>
    /// <param name="value">A reader that stands on the value.</param>
    /// <param name="met">The bits of those that are met.</param>
    public bool TryTest(ref Utf8JsonReader value, out ulong met)
    {
        met = present;
        return value.TokenType == JsonTokenType.String && !value.ValueSpan.IsEmpty && TryMeet(ref value, ref met);
    }

    protected abstract void AddTest(ulong bit, FilterOperator filterOperator, IReadOnlyList<FilterValue> values);

    protected abstract bool TryMeet(ref Utf8JsonReader value, ref ulong met);
}
