namespace MailMaker.Core.Content;

/// <summary>What is wrong at one place of a template.</summary>
/// <param name="At">Index of the character.</param>
/// <param name="What">What is wrong there.</param>
internal sealed record TemplateFault(int At, string What)
{
    /// <summary>The fault with its line and column, both from 1; the column counts UTF-16 units.</summary>
    public string Describe(string template)
    {
        var before = template.AsSpan(0, Math.Min(At, template.Length));
        return $"line {before.Count('\n') + 1}, column {before.Length - before.LastIndexOf('\n')}: {What}";
    }
}
