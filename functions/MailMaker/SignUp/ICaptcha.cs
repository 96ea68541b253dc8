using MailMaker.Core.SignUp;

namespace MailMaker.SignUp;

/// <summary>Tells people from robots. Implementations are thread-safe.</summary>
public interface ICaptcha
{
    /// <summary>Judges the token that a form was posted with. Never throws for what the service does.</summary>
    /// <param name="form">The form, with captcha settings.</param>
    /// <param name="token">The token; may be empty.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    Task<CaptchaVerdict> JudgeAsync(SignUpForm form, string token, CancellationToken cancellationToken);
}
