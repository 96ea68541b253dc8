using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>
/// Decides how an import is undone for one contact. What was changed since stays: a contact that only the import wrote becomes what it was; of
/// another one, the fields that still have the import's value get their old one. Consent stays as it is in any case.
/// </summary>
public static class DecideRevert
{
    /// <summary>The contact was changed by somebody since.</summary>
    public const string Changed = "The contact was changed since: it stays";

    /// <summary>Some fields were changed by somebody since.</summary>
    public const string FieldsChanged = "These fields were changed since: they stay";

    /// <summary>The import changed consent.</summary>
    public const string ConsentStays = "Consent is never reverted: it stays as it is";

    /// <summary>Both.</summary>
    public const string FieldsAndConsentStay = "These fields were changed since, or are consent: they stay";

    /// <summary>The contact is not there any more.</summary>
    public const string Gone = "The contact was removed since: it stays removed";

    /// <summary>The contact that the import removed is there again.</summary>
    public const string Back = "The contact was added again since: it stays as it is";

    /// <summary>The person was erased.</summary>
    public const string Erased = "The person was erased: nothing comes back";

    /// <summary>The fields would not fit.</summary>
    public const string TooLarge = "With what the contact has now, its old fields are longer than 60,000 bytes: it stays";

    /// <summary>The decision.</summary>
    /// <param name="order">The list's order of fields.</param>
    /// <param name="import">The mark of the import that is undone.</param>
    /// <param name="undo">What it did.</param>
    /// <param name="fields">The contact's fields now; null when the list does not have it.</param>
    /// <param name="version">Who wrote it last.</param>
    /// <param name="standing">What outweighs files.</param>
    /// <param name="now">The moment.</param>
    public static RevertDecision Decide(
        FieldOrder order, long import, UndoEntry undo, byte[]? fields, RowVersion version, in Standing standing, DateTimeOffset now) => undo switch
    {
        UndoEntry.Forgotten => new RevertDecision.Leave(Erased),
        _ when standing.IsErased => new RevertDecision.Leave(Erased),
        UndoEntry.Added when fields is null => new RevertDecision.Leave(""),
        UndoEntry.Added added => IsUntouched(version, import, added.RowHash) ? new RevertDecision.Remove() : new RevertDecision.Leave(Changed),
        UndoEntry.Removed when fields is not null => new RevertDecision.Leave(Back),
        UndoEntry.Removed removed => Return(order, removed, standing),
        UndoEntry.Changed when fields is null => new RevertDecision.Leave(Gone),
        UndoEntry.Changed changed => Restore(order, changed, fields, IsUntouched(version, import, changed.RowHash), standing, now),
        _ => throw new ArgumentException("Not a known entry.", nameof(undo)),
    };

    // Whatever else writes a contact clears its row hash or the import's mark.
    private static bool IsUntouched(RowVersion version, long import, long rowHash) => version.Import == import && version.RowHash == rowHash;

    private static RevertDecision.Return Return(FieldOrder order, UndoEntry.Removed removed, in Standing standing)
    {
        if (standing.Choices is null)
            return new RevertDecision.Return(removed.Key, removed.Fields, removed.Before);
        var fields = FieldsJson.Read(removed.Fields);
        Choices.LayOver(fields, standing.Choices);
        return new RevertDecision.Return(removed.Key, FieldsJson.Write(order, fields), removed.Before);
    }

    private static RevertDecision Restore(
        FieldOrder order, UndoEntry.Changed undo, byte[] fields, bool isUntouched, in Standing standing, DateTimeOffset now)
    {
        var values = FieldsJson.Read(fields);
        var (changed, consent) = (new List<string>(), new List<string>());
        foreach (var (field, old, left) in undo.Fields)
        {
            var at = values.FindIndex(f => f.Key == field);
            if (BuiltInFields.OfConsent.Contains(field))
                consent.Add(field);
            else if ((at < 0 ? null : values[at].Value) != left)
                changed.Add(field);
            else
                Set(values, at, field, old);
        }

        Choices.LayOver(values, standing.Choices);
        var json = FieldsJson.Write(order, values);
        if (json.Length > FieldsJson.MostBytes)
            return new RevertDecision.Leave(TooLarge);
        var complaint = (changed.Count, consent.Count) switch { (0, 0) => "", (0, _) => ConsentStays, (_, 0) => FieldsChanged, _ => FieldsAndConsentStay };
        if (changed.Count + consent.Count == undo.Fields.Count)
            return new RevertDecision.Leave(changed.Count == 0 ? ConsentStays : Changed);
        var version = isUntouched && complaint.Length == 0 ? undo.Before : new RowVersion(0, 0, now);
        return new RevertDecision.Restore(json, version, complaint, [.. changed, .. consent]);
    }

    private static void Set(List<KeyValuePair<string, string>> values, int at, string field, string? value)
    {
        if (at >= 0)
            values.RemoveAt(at);
        if (value is not null)
            values.Add(KeyValuePair.Create(field, value));
    }
}
