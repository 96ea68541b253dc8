using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;

namespace MailMaker.Content;

/// <summary>A text message as a contact would get it, and what it costs.</summary>
/// <param name="Text">The text; null when this contact gets none.</param>
/// <param name="Encoding">The alphabet it goes out in; null with no text.</param>
/// <param name="Units">Septets or 16-bit units.</param>
/// <param name="Segments">Segments it is billed as.</param>
/// <param name="Forcing">The characters that keep it out of the cheaper alphabet.</param>
/// <param name="Refused">Why this contact gets none; null when it gets one.</param>
public sealed record SmsPreview(string? Text, SmsEncoding? Encoding, int Units, int Segments, string Forcing, string? Refused)
{
    /// <summary>The preview of a template's text message, without what a list's law adds; null when the template has none.</summary>
    internal static SmsPreview? Of(MailTemplate template, MailScene scene, MailModel model)
    {
        if (!template.HasSms || SmsCompiler.Compile(new SmsContent(template.Sms, template.MaxSegments ?? SmsCompiler.UsualSegments, ""), [], scene) is not { } compiled)
            return null;
        return Of(compiled, model);
    }

    /// <summary>The preview of a text message as it is.</summary>
    internal static SmsPreview Of(CompiledSms compiled, MailModel model) => compiled.Render(model) switch
    {
        SmsOutcome.Rendered { Sms: var sms } => new SmsPreview(sms.Text, sms.Segments.Encoding, sms.Segments.Units, sms.Segments.Segments, sms.Segments.Forcing, null),
        SmsOutcome.Refused refused => new SmsPreview(null, null, 0, 0, "", refused.Reason),
        _ => throw new InvalidOperationException("An outcome without a preview."),
    };
}
