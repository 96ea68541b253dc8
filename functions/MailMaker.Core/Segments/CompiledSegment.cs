using System.Text.Json;

namespace MailMaker.Core.Segments;

/// <summary>An expression ready to be asked of the contacts of one list. Immutable; safe for any number of threads; nothing is allocated for a contact.</summary>
public sealed class CompiledSegment
{
    private readonly FieldTests[] tests;
    private readonly ulong whenEmpty;
    private readonly SegmentClause root;

    internal CompiledSegment(FieldTests[] tests, ulong whenEmpty, SegmentClause root) => (this.tests, this.whenEmpty, this.root) = (tests, whenEmpty, root);

    /// <summary>Whether a contact is meant.</summary>
    /// <param name="fields">The contact's fields as they are stored (<see cref="Contacts.FieldsJson"/>): an object of strings.</param>
    public bool Matches(ReadOnlySpan<byte> fields)
    {
        var met = whenEmpty;
        var missing = fields.IsEmpty ? 0 : tests.Length;
        var reader = new Utf8JsonReader(fields);
        while (missing > 0 && reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var asked = Find(ref reader);
            reader.Read();
            if (asked is null)
                continue;
            missing--;
            // What is no value of the field's type (it had another one before) counts as none.
            if (asked.TryTest(ref reader, out var ofField))
                met = (met & ~asked.Bits) | ofField;
        }

        return root.Holds(met);
    }

    private FieldTests? Find(ref Utf8JsonReader name)
    {
        foreach (var ofField in tests)
        {
            if (name.ValueTextEquals(ofField.Name))
                return ofField;
        }

        return null;
    }
}
