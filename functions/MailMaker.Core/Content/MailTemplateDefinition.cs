namespace MailMaker.Core.Content;

/// <summary>A template as a client sends it.</summary>
public sealed record MailTemplateDefinition
{
    /// <summary>See <see cref="MailTemplate.Subject"/>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>See <see cref="MailTemplate.Html"/>.</summary>
    public string Html { get; init; } = "";

    /// <summary>See <see cref="MailTemplate.Text"/>.</summary>
    public string Text { get; init; } = "";

    /// <summary>See <see cref="MailTemplate.Preheader"/>.</summary>
    public string Preheader { get; init; } = "";

    /// <summary>The template, or every fault in it.</summary>
    /// <param name="name">Its name, from the path.</param>
    public Checked<MailTemplate> ToTemplate(string name)
    {
        var template = new MailTemplate { Name = name, Subject = Subject, Html = Html, Text = Text, Preheader = Preheader };
        return TemplateCompiler.Compile(template) is TemplateCompilation.Refused refused ? new(null, refused.Problems) : new(template, []);
    }
}
