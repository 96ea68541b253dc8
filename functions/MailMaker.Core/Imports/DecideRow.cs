using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>
/// Decides what becomes of a contact by a row of a file. Imports and their dry runs ask this one function, so what a dry run says is what the
/// import does.
/// </summary>
public static class DecideRow
{
    private const string Yes = "true";
    private const string No = "false";

    /// <summary>The decision about a contact that the list does not have.</summary>
    public static RowDecision Add(RowRules rules, in StagedRow row, in Standing standing)
    {
        if (standing.IsErased)
            return new RowDecision(RowFate.Withheld, IsProtected: true);
        var (isProtected, resubscribes) = Consent(rules, row, standing);
        if (standing is { Bar: Bar.None, Choices: null })
            return new RowDecision(RowFate.Add, row.Fields.ToArray(), row.Hash);
        var fields = FieldsJson.Read(row.Fields);
        var withheld = Withhold(rules, fields, standing.Bar != Bar.None && !resubscribes);
        Choices.LayOver(fields, standing.Choices);
        return Keep(FieldsJson.Write(rules.Order, fields), RowFate.Add, withheld.Count > 0 ? 0 : row.Hash, isProtected, resubscribes);
    }

    /// <summary>The decision about a contact whose last row had the same hash and who can't be resubscribed by it.</summary>
    public static RowDecision Same(RowRules rules, in StagedRow row, in Standing standing) =>
        new(RowFate.Unchanged, IsProtected: standing.Bar != Bar.None && Consent(rules, row, standing).IsProtected);

    /// <summary>The decision about a contact that the list has. One that would get the address of an erased person stays as it is.</summary>
    /// <param name="rules">The import's rules.</param>
    /// <param name="row">The row.</param>
    /// <param name="stored">The contact's fields as kept.</param>
    /// <param name="standing">What outweighs the file.</param>
    public static RowDecision Change(RowRules rules, in StagedRow row, ReadOnlySpan<byte> stored, in Standing standing)
    {
        if (standing.IsErased)
            return new RowDecision(RowFate.Withheld, IsProtected: true);
        var (isProtected, resubscribes) = Consent(rules, row, standing);
        var fields = FieldsJson.Read(row.Fields);
        var withheld = Withhold(rules, fields, standing.Bar != Bar.None && !resubscribes);
        var supplied = row.Supplied(rules.Supplied);
        foreach (var field in FieldsJson.Read(stored))
        {
            if (!supplied.Contains(field.Key) || withheld.Contains(field.Key))
                fields.Add(field);
        }

        Choices.LayOver(fields, standing.Choices);
        var json = FieldsJson.Write(rules.Order, fields);
        return json.AsSpan().SequenceEqual(stored) && !resubscribes
            ? new RowDecision(RowFate.Unchanged, IsProtected: isProtected)
            : Keep(json, RowFate.Change, withheld.Count > 0 ? 0 : row.Hash, isProtected, resubscribes);
    }

    /// <summary>Whether a row could lift the goodbye of a person who stands so, whatever else it says.</summary>
    public static bool MayResubscribe(RowRules rules, in Standing standing) => !rules.Protects && standing.Bar == Bar.Left;

    // The file wants to write to somebody who must not be written to: unless it says no itself, it is overruled, or lifts the goodbye where
    // protection is off and it says yes in so many words.
    private static (bool IsProtected, bool Resubscribes) Consent(RowRules rules, in StagedRow row, in Standing standing)
    {
        if (standing.Bar == Bar.None)
            return (false, false);
        var said = FieldsJson.ValueOf(row.Fields, BuiltInFields.Consent);
        var resubscribes = said == Yes && MayResubscribe(rules, standing);
        return (said != No && !resubscribes, resubscribes);
    }

    private static RowDecision Keep(byte[] fields, RowFate fate, long hash, bool isProtected, bool resubscribes) =>
        fields.Length > FieldsJson.MostBytes ? new RowDecision(RowFate.TooLarge) : new RowDecision(fate, fields, hash, isProtected, resubscribes);

    // Of a barred person a withdrawal is never lost; everything else that the file says about consent is left out. Returns the fields that keep
    // what they have.
    private static List<string> Withhold(RowRules rules, List<KeyValuePair<string, string>> fields, bool isBarred)
    {
        if (!isBarred)
            return [];
        var withheld = rules.ConsentSupplied.Where(c => !fields.Exists(f => f.Key == c && f.Value == No)).ToList();
        fields.RemoveAll(f => withheld.Contains(f.Key));
        return withheld;
    }
}
