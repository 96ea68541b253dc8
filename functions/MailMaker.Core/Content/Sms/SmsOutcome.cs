namespace MailMaker.Core.Content.Sms;

/// <summary>What became of rendering a text message for one contact.</summary>
public abstract record SmsOutcome
{
    private SmsOutcome()
    {
    }

    /// <summary>It was rendered.</summary>
    /// <param name="Sms">The result.</param>
    public sealed record Rendered(RenderedSms Sms) : SmsOutcome;

    /// <summary>It can't be sent to this contact.</summary>
    /// <param name="Reason">A few words without personal data.</param>
    public sealed record Refused(string Reason) : SmsOutcome;
}
