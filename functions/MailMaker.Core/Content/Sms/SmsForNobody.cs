namespace MailMaker.Core.Content.Sms;

/// <summary>Finds a text message that nobody could get, before a campaign drops everybody for it one by one.</summary>
public static class SmsForNobody
{
    /// <summary>Why nobody gets it: it is empty, or too long, whoever reads it. Null where that depends on the contact.</summary>
    /// <param name="sms">The message, with what the law adds.</param>
    /// <param name="scene">What all messages share.</param>
    public static string? Reason(CompiledSms sms, MailScene scene)
    {
        var text = sms.Content.Text;
        if (TemplateFields.Used(text).Any() || TemplateScanner.Scan(text).Tags.Any(t => t.Kind == TagKind.Open))
            return null;
        var model = new MailModel(scene);
        // The link out is longer than this, by as much as the installation's address is.
        return model.TryFill("{}"u8, "x") && sms.Render(model) is SmsOutcome.Refused refused ? refused.Reason : null;
    }
}
