using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;

namespace MailMaker.Campaigns;

/// <summary>The fields that a strict campaign asks for and that none of its lists has: a misspelt one would be empty in every message.</summary>
public sealed class StrictFields(ContactStore contacts)
{
    // Of each list, when a field is in no definition: files bring fields of their own, which no list defines.
    private const int MostLookedAt = 1_000;

    /// <summary>A problem for each of them, with its place, and what can be done; none when all are there.</summary>
    /// <param name="parts">The parts of the template with their pointers.</param>
    /// <param name="audience">The lists of the campaign: any of them may have the field.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<Problem>> MissingAsync(
        IReadOnlyList<(string Pointer, string Source)> parts, IReadOnlyList<ContactList> audience, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(audience.SelectMany(l => l.Fields.Select(f => f.Name)).Concat(BuiltInFields.All), StringComparer.OrdinalIgnoreCase);
        foreach (var list in audience)
        {
            if (TemplateFields.Missing(parts, known).Count == 0)
                return [];
            var page = await contacts.PageAsync(list, MostLookedAt, null, cancellationToken);
            known.UnionWith(page!.Contacts.SelectMany(c => FieldsJson.Names(c.Fields)));
        }

        var missing = TemplateFields.Missing(parts, known);
        return missing.Count == 0 ? [] : [.. missing, new("/strict", "Mend the template, add the fields to a list, or make the campaign with strict: false.")];
    }
}
