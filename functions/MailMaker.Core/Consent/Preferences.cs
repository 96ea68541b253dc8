using MailMaker.Core.Contacts;

namespace MailMaker.Core.Consent;

/// <summary>Decides what a person's preferences change. Nothing here can bring anybody back onto a list: that takes a new sign-up with its confirmation.</summary>
public static class Preferences
{
    /// <summary>The changes; a membership that stays as it is has none.</summary>
    public static IReadOnlyList<PreferenceChange> Decide(IEnumerable<Membership> memberships, PreferencesForm form)
    {
        var changes = new List<PreferenceChange>();
        foreach (var membership in memberships)
        {
            if (form.LeavesAll || form.Left.Contains(membership.List.Name))
                changes.Add(new PreferenceChange.Leave(membership));
            else if (Chosen(membership, form) is { Count: > 0 } fields)
                changes.Add(new PreferenceChange.Choose(membership, fields));
        }

        return changes;
    }

    private static Dictionary<string, string> Chosen(Membership membership, PreferencesForm form)
    {
        var fields = new Dictionary<string, string>();
        if (form.Frequency is { } frequency && frequency != membership.Frequency)
            fields[BuiltInFields.Frequency] = frequency;
        if (form.Language is { } language && language != membership.Language)
            fields[BuiltInFields.Language] = language;
        foreach (var purpose in form.TakenBack.Where(membership.Agreed.Contains))
            fields[purpose] = "false";
        return fields;
    }
}
