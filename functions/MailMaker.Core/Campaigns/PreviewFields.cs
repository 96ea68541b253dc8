using System.Text.RegularExpressions;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;

namespace MailMaker.Core.Campaigns;

/// <summary>The fields that a template prints.</summary>
public static partial class PreviewFields
{
    private static readonly HashSet<string> NoFields = new(StringComparer.OrdinalIgnoreCase) { "unsubscribeUrl", "this", "else" };

    /// <summary>The printed fields that a contact lacks or has empty, in the order of their first use. Fields inside of helpers are not looked at.</summary>
    /// <param name="template">The template.</param>
    /// <param name="fields">The contact's fields: UTF-8 JSON, an object of strings.</param>
    public static IReadOnlyList<string> Missing(MailTemplate template, ReadOnlySpan<byte> fields) => Missing($"{template.Subject}\n{template.Html}\n{template.Text}", fields);

    /// <summary>The same of one text.</summary>
    /// <param name="source">The text's template.</param>
    /// <param name="fields">The contact's fields: UTF-8 JSON, an object of strings.</param>
    public static IReadOnlyList<string> Missing(string source, ReadOnlySpan<byte> fields)
    {
        var has = FieldsJson.Read(fields).Where(f => f.Value.Length > 0).Select(f => f.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Printed().Matches(source).Select(m => m.Groups[1].Value)
            .Where(n => !NoFields.Contains(n) && !has.Contains(n)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    [GeneratedRegex(@"\{\{\{?~?\s*(?:contact\.)?([A-Za-z_][\w-]*)\s*~?\}?\}\}")]
    private static partial Regex Printed();
}
