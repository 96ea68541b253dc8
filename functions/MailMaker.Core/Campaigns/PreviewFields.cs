using MailMaker.Core.Contacts;
using MailMaker.Core.Content;

namespace MailMaker.Core.Campaigns;

/// <summary>The fields that a template uses and that one contact lacks: they are empty in its message.</summary>
public static class PreviewFields
{
    /// <summary>The fields that the contact lacks or has empty, in the order of their first use in the mail.</summary>
    /// <param name="template">The template.</param>
    /// <param name="fields">The contact's fields: UTF-8 JSON, an object of strings.</param>
    public static IReadOnlyList<string> Missing(MailTemplate template, ReadOnlySpan<byte> fields) => Missing(TemplateFields.PartsOf(template).Select(p => p.Source), fields);

    /// <summary>The same of one text.</summary>
    /// <param name="source">The text's template.</param>
    /// <param name="fields">The contact's fields: UTF-8 JSON, an object of strings.</param>
    public static IReadOnlyList<string> Missing(string source, ReadOnlySpan<byte> fields) => Missing([source], fields);

    private static List<string> Missing(IEnumerable<string> sources, ReadOnlySpan<byte> fields)
    {
        var has = FieldsJson.Read(fields).Where(f => f.Value.Length > 0).Select(f => f.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. sources.SelectMany(TemplateFields.Used).Select(u => u.Name).Where(n => !has.Contains(n)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
