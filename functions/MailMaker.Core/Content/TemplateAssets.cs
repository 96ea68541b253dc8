namespace MailMaker.Core.Content;

/// <summary>Where a template asks for files of the account's own.</summary>
public static class TemplateAssets
{
    /// <summary>A problem for the first use of <c>asset</c>; null when there is none. For accounts that have no place for files.</summary>
    /// <param name="parts">The parts of the template with their pointers.</param>
    public static Problem? FirstUse(IReadOnlyList<(string Pointer, string Source)> parts)
    {
        foreach (var (pointer, source) in parts)
        {
            foreach (var tag in TemplateScanner.Scan(source).Tags)
            {
                if (tag.Name == "asset" || source[tag.Start..tag.End].Contains("(asset ", StringComparison.Ordinal))
                    return new Problem(pointer, new TemplateFault(tag.Start, "the account has no assetsUrl that 'asset' could lead to").Describe(source));
            }
        }

        return null;
    }
}
