namespace MailMaker.Core.Content.Html;

/// <summary>A start tag of a template's HTML.</summary>
/// <param name="Name">In lower case, with its prefix: <c>v:roundrect</c>.</param>
/// <param name="Start">Index of its <c>&lt;</c>.</param>
/// <param name="End">Index after its <c>&gt;</c>.</param>
/// <param name="Attributes">In order; of two with one name the first counts.</param>
internal sealed record HtmlStartTag(string Name, int Start, int End, IReadOnlyList<HtmlAttribute> Attributes)
{
    /// <summary>The attribute of a name; null when there is none.</summary>
    public HtmlAttribute? Find(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
                return attribute;
        }

        return null;
    }
}
