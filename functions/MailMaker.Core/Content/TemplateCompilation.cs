namespace MailMaker.Core.Content;

/// <summary>What became of compiling a template.</summary>
public abstract record TemplateCompilation
{
    private TemplateCompilation()
    {
    }

    /// <summary>It can be rendered.</summary>
    /// <param name="Mail">The compiled template.</param>
    public sealed record Compiled(CompiledMail Mail) : TemplateCompilation;

    /// <summary>It has faults.</summary>
    /// <param name="Problems">Each one with its pointer and, inside a template, line and column.</param>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : TemplateCompilation;
}
