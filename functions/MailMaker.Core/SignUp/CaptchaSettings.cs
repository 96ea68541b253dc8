namespace MailMaker.Core.SignUp;

/// <summary>How a form keeps robots out. The secret itself is never part of it.</summary>
public sealed record CaptchaSettings
{
    /// <summary>Which one.</summary>
    public required CaptchaKind Kind { get; init; }

    /// <summary>The public key that the website shows.</summary>
    public required string SiteKey { get; init; }

    /// <summary>The name of the secret: it stands in the setting <c>Captcha:Secrets:{name}</c>.</summary>
    public required string Secret { get; init; }

    /// <summary>The action that a v3 token must be for.</summary>
    public string Action { get; init; } = "signup";

    /// <summary>The score that a v3 token must have at least, 0 to 1.</summary>
    public double MinimumScore { get; init; } = 0.5;

    /// <summary>The hosts that a token may come from; empty: those of the form's origins and MailMaker's own.</summary>
    public IReadOnlyList<string> Hostnames { get; init; } = [];

    /// <summary>Whether a sign-up passes while the verifying service can't be reached. It does not by default.</summary>
    public bool PassWhenUnreachable { get; init; }
}
