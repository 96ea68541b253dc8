using MailMaker.Core.Content.Sms;

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

    /// <summary>See <see cref="MailTemplate.Sms"/>.</summary>
    public string Sms { get; init; } = "";

    /// <summary>See <see cref="MailTemplate.MaxSegments"/>.</summary>
    public int? MaxSegments { get; init; }

    /// <summary>See <see cref="MailTemplate.Preheader"/>.</summary>
    public string Preheader { get; init; } = "";

    /// <summary>The template, or every fault in it.</summary>
    /// <param name="name">Its name, from the path.</param>
    public Checked<MailTemplate> ToTemplate(string name)
    {
        var template = new MailTemplate { Name = name, Subject = Subject, Html = Html, Text = Text, Preheader = Preheader, Sms = Sms, MaxSegments = MaxSegments };
        var problems = new List<Problem>();
        if (template.HasMail || !template.HasSms)
            problems.AddRange(TemplateCompiler.Compile(template) is TemplateCompilation.Refused refused ? refused.Problems : []);
        if (template.HasSms)
            SmsCompiler.Compile(new SmsContent(Sms, MaxSegments ?? SmsCompiler.UsualSegments, ""), problems);
        if (!Names.IsValid(name) && problems.Count == 0)
            problems.Add(new("/name", $"A template's name is {Names.Rule}."));
        return problems.Count > 0 ? new(null, problems) : new(template, []);
    }
}
