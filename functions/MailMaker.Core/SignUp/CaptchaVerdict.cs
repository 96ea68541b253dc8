namespace MailMaker.Core.SignUp;

/// <summary>What to make of a captcha.</summary>
public enum CaptchaVerdict
{
    /// <summary>A person.</summary>
    Passed,

    /// <summary>Not a person, or not proved.</summary>
    Refused,

    /// <summary>It can't be told now: the service is out of reach, or does not accept our secret.</summary>
    Unknown,
}
