namespace MailMaker.Core.Content.Sms;

/// <summary>Turns the template of a text message into something that renders, or says what is wrong with it.</summary>
public static class SmsCompiler
{
    /// <summary>Characters a template may have.</summary>
    public const int LongestTemplate = 4_000;

    /// <summary>Segments a message may have when its template says nothing: what handsets and carriers join without loss.</summary>
    public const int UsualSegments = 6;

    /// <summary>Segments a template may allow at most: what 2,048 characters can need, and no more than carriers take.</summary>
    public const int MostSegments = 10;

    /// <summary>Checks and compiles a template.</summary>
    /// <param name="content">The template.</param>
    /// <param name="problems">Gets every fault, with line and column.</param>
    /// <param name="scene">What all messages share; nothing when absent.</param>
    /// <returns>The compiled template; null when there are faults.</returns>
    public static CompiledSms? Compile(SmsContent content, ICollection<Problem> problems, MailScene? scene = null)
    {
        if (content.Text.Length > LongestTemplate)
            problems.Add(new("/sms", $"At most {LongestTemplate} characters; these are {content.Text.Length}."));
        if (content.MaxSegments is < 1 or > MostSegments)
            problems.Add(new("/maxSegments", $"A text message has 1 to {MostSegments} segments."));
        var faults = new List<Problem>();
        var text = problems.Count > 0 ? null : TemplateCompiler.Plain(content.Text, "/sms", TemplateEnvironment.Plain(scene ?? new MailScene()), faults);
        foreach (var fault in faults)
            problems.Add(fault);
        return text is null ? null : new CompiledSms(content, text);
    }
}
