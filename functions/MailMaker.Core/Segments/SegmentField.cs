using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Segments;

/// <summary>A field of a list as a filter sees it.</summary>
/// <param name="Name">The name that its values are stored under.</param>
/// <param name="Type">Its type.</param>
/// <param name="Choices">The values of a choice, in the form they are stored in; empty for other types.</param>
public sealed record SegmentField(string Name, FieldType Type, IReadOnlyList<string> Choices)
{
    /// <summary>The list's field of a name, whatever the case; null when the list has none.</summary>
    public static SegmentField? Find(ContactList list, string name)
    {
        if (BuiltInFields.All.FirstOrDefault(f => f.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } builtIn)
            return OfBuiltIn(builtIn);
        var own = list.Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return own is null ? null : new SegmentField(own.Name, own.Type, own.Choices ?? []);
    }

    private static SegmentField OfBuiltIn(string name) => name switch
    {
        BuiltInFields.BirthDate => new(name, FieldType.Date, []),
        BuiltInFields.Consent or BuiltInFields.SmsConsent or BuiltInFields.TrackingConsent or BuiltInFields.NightConsent => new(name, FieldType.Boolean, []),
        BuiltInFields.Gender => new(name, FieldType.Choice, ["f", "m", "x"]),
        BuiltInFields.Frequency => new(name, FieldType.Choice, ["all", "weekly", "monthly"]),
        _ => new(name, FieldType.Text, []),
    };
}
