using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>A field that is not what it was.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Old">What it was; null when it had no value.</param>
/// <param name="New">What it is; null when it has no value.</param>
public sealed record FieldDifference(string Field, string? Old, string? New)
{
    /// <summary>The differences between two states of a contact, in the order of its fields.</summary>
    /// <param name="before">The fields as kept; empty when there was no contact.</param>
    /// <param name="after">The fields as kept; empty when there is no contact any more.</param>
    public static IReadOnlyList<FieldDifference> Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var old = Read(before);
        var left = old.ToDictionary(f => f.Key, f => f.Value);
        var differences = new List<FieldDifference>();
        foreach (var (field, value) in Read(after))
        {
            if (!left.Remove(field, out var was) || was != value)
                differences.Add(new FieldDifference(field, was, value));
        }

        differences.AddRange(old.Where(f => left.ContainsKey(f.Key)).Select(f => new FieldDifference(f.Key, f.Value, null)));
        return differences;
    }

    private static List<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> fields) => fields.IsEmpty ? [] : FieldsJson.Read(fields);
}
