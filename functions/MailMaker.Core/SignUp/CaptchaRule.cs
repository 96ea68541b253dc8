namespace MailMaker.Core.SignUp;

/// <summary>Judges what the verifying service answered.</summary>
public static class CaptchaRule
{
    /// <summary>The verdict on an answer.</summary>
    /// <param name="captcha">The form's settings.</param>
    /// <param name="hosts">The hosts that a token may come from.</param>
    /// <param name="answer">The answer.</param>
    public static CaptchaVerdict Judge(CaptchaSettings captcha, IReadOnlyCollection<string> hosts, CaptchaAnswer answer)
    {
        if (!answer.Success)
            return answer.ErrorCodes?.Any(c => c is "missing-input-secret" or "invalid-input-secret") == true ? CaptchaVerdict.Unknown : CaptchaVerdict.Refused;
        // A token that was solved on another site is worth nothing here.
        if (answer.Hostname is null || !hosts.Contains(answer.Hostname, StringComparer.OrdinalIgnoreCase))
            return CaptchaVerdict.Refused;
        return captcha.Kind == CaptchaKind.ReCaptchaV2 || (answer.Action == captcha.Action && answer.Score >= captcha.MinimumScore)
            ? CaptchaVerdict.Passed
            : CaptchaVerdict.Refused;
    }

    /// <summary>Whether a sign-up goes on.</summary>
    public static bool Passes(CaptchaSettings captcha, CaptchaVerdict verdict) =>
        verdict == CaptchaVerdict.Passed || (verdict == CaptchaVerdict.Unknown && captcha.PassWhenUnreachable);

    /// <summary>The hosts that a token may come from: those that the form names, else those of its origins and MailMaker's own.</summary>
    public static IReadOnlyCollection<string> HostsOf(SignUpForm form, string ownAddress) => form.Captcha is { Hostnames: { Count: > 0 } named }
        ? named
        : [.. form.Origins.Append(ownAddress).Select(o => Uri.TryCreate(o, UriKind.Absolute, out var address) ? address.Host : "")];
}
