namespace MailMaker.Core.Consent;

/// <summary>Through which door a wish about consent came, as far as it can be proved (GDPR art. 7(1)).</summary>
/// <param name="Channel">The door: <c>form</c>, <c>link</c>, <c>one-click</c>, <c>preferences</c>, <c>api</c>, <c>file</c>, <c>mailto</c>, <c>arf</c>, <c>abuse-mailbox</c> or <c>bounce</c>.</param>
/// <param name="Ip">The caller's address, where a person called.</param>
/// <param name="UserAgent">What the caller's program said it is; cut to 400 characters.</param>
/// <param name="Reference">What it came in, such as an import's id or a mail's Message-ID.</param>
public sealed record ConsentSource(string Channel, string? Ip = null, string? UserAgent = null, string? Reference = null)
{
    /// <summary>The door and the reference as a suppression keeps them; no personal data.</summary>
    public string Describe() => Reference is null ? Channel : $"{Channel}:{Reference}";
}
