namespace MailMaker.Core.Contacts;

/// <summary>
/// Decides what becomes of a contact when some of its fields are supplied anew. A supplied field takes the new value; supplied without a value
/// it is cleared; what was not supplied stays.
/// </summary>
public static class MergeContact
{
    /// <summary>The fields after the merge.</summary>
    /// <param name="order">The list's order of fields.</param>
    /// <param name="existing">The fields as they are kept.</param>
    /// <param name="supplied">The names of the fields that were supplied, with a value or without.</param>
    /// <param name="values">The supplied values, as kept.</param>
    public static MergeDecision Decide(FieldOrder order, ReadOnlySpan<byte> existing, IReadOnlySet<string> supplied, ReadOnlySpan<byte> values)
    {
        var merged = FieldsJson.Read(values);
        foreach (var field in FieldsJson.Read(existing))
        {
            if (!supplied.Contains(field.Key))
                merged.Add(field);
        }

        var json = FieldsJson.Write(order, merged);
        if (json.AsSpan().SequenceEqual(existing))
            return new MergeDecision.Unchanged();
        return json.Length > FieldsJson.MostBytes ? new MergeDecision.TooLarge() : new MergeDecision.Changed(json);
    }
}
