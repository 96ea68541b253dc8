namespace MailMaker.Core.SignUp;

/// <summary>The captcha of a form.</summary>
public enum CaptchaKind
{
    /// <summary>reCAPTCHA v2: a box to tick.</summary>
    ReCaptchaV2,

    /// <summary>reCAPTCHA v3: a score from 0 to 1 for an action, without a question.</summary>
    ReCaptchaV3,
}
