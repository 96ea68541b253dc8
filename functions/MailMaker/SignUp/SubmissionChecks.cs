using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;

namespace MailMaker.SignUp;

/// <summary>Everything that a post must pass: its fields, the time it took, the captcha. The captcha is asked last, and only when the rest is right: a token is good for one asking.</summary>
public sealed class SubmissionChecks(FillTokens fill, ICaptcha captcha, TimeProvider clock)
{
    /// <summary>Reads a post.</summary>
    public async Task<SubmissionReading> ReadAsync(ContactList list, SignUpForm form, SubmittedFields posted, string language, CancellationToken cancellationToken)
    {
        var reading = Submission.Read(list, form, posted, language);
        if (reading is not SubmissionReading.Valid)
            return reading;
        if (!fill.TookTime(form, posted[Submission.FillToken], clock.GetUtcNow()))
            return Fault("", FaultKind.TooQuick);
        if (form.Captcha is { } settings
            && !CaptchaRule.Passes(settings, await captcha.JudgeAsync(form, posted[Submission.CaptchaToken], cancellationToken)))
            return Fault(Submission.CaptchaToken, FaultKind.NotHuman);
        return reading;
    }

    private static SubmissionReading.Faulty Fault(string input, FaultKind kind) => new([new FormFault(input, kind)]);
}
