using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;

namespace MailMaker.Campaigns;

/// <summary>The fields that a strict campaign asks for and that none of its lists has: a misspelt one would be empty in every message.</summary>
internal static class StrictFields
{
    /// <summary>A problem for each of them, with its place, and what can be done; none when all are there.</summary>
    /// <param name="parts">The parts of the template with their pointers.</param>
    /// <param name="audience">The lists of the campaign: any of them may have the field.</param>
    public static IReadOnlyList<Problem> Missing(IEnumerable<(string Pointer, string Source)> parts, IReadOnlyList<ContactList> audience)
    {
        var missing = TemplateFields.Missing(parts, audience.SelectMany(l => l.Fields.Select(f => f.Name)).Concat(BuiltInFields.All));
        return missing.Count == 0 ? [] : [.. missing, new("/strict", "Mend the template, add the fields to a list, or make the campaign with strict: false.")];
    }
}
