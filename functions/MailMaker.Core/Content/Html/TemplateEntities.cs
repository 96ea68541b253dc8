using System.Net;
using System.Text;

namespace MailMaker.Core.Content.Html;

/// <summary>HTML's character references in the text around the <c>{{…}}</c> of a template.</summary>
internal static class TemplateEntities
{
    /// <summary>Decodes them. One that spells a brace does not begin a tag of ours.</summary>
    public static string Decode(string part) => Each(part, text => WebUtility.HtmlDecode(text).Replace("{{", "{ {", StringComparison.Ordinal));

    /// <summary>Writes text as HTML.</summary>
    public static string Encode(string part) => Each(part, WebUtility.HtmlEncode);

    private static string Each(string part, Func<string, string?> change)
    {
        var changed = new StringBuilder(part.Length);
        var at = 0;
        while (at < part.Length)
        {
            var tag = part.IndexOf("{{", at, StringComparison.Ordinal);
            var end = tag < 0 ? part.Length : tag;
            changed.Append(change(part[at..end]));
            if (tag < 0)
                break;
            at = part.IndexOf("}}", tag, StringComparison.Ordinal);
            at = at < 0 ? part.Length : at;
            changed.Append(part, tag, at - tag);
        }

        return changed.ToString();
    }
}
