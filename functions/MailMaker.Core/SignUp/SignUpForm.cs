namespace MailMaker.Core.SignUp;

/// <summary>An opt-in form of a list, as it is kept and answered.</summary>
public sealed record SignUpForm
{
    /// <summary>Forms a list may have.</summary>
    public const int MostPerList = 500;

    /// <summary>Its public name.</summary>
    public required string Id { get; init; }

    /// <summary>The owner's name.</summary>
    public required string Account { get; init; }

    /// <summary>The list that people sign up to.</summary>
    public required string List { get; init; }

    /// <summary>The form's name (see <see cref="Names"/>).</summary>
    public required string Name { get; init; }

    /// <summary>The heading of the form by language; the list's title when absent.</summary>
    public IReadOnlyDictionary<string, string> Title { get; init; } = new Dictionary<string, string>();

    /// <summary>The languages it is in, the first one for who asks for none of them.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What it asks for; the e-mail address is always among it.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>The version of the consent texts that it shows now.</summary>
    public int TextVersion { get; init; }

    /// <summary>The consent texts that it shows now.</summary>
    public IReadOnlyList<ConsentText> Consents { get; init; } = [];

    /// <summary>Where a browser goes after the form was posted; a page of MailMaker's own when absent.</summary>
    public string? Redirect { get; init; }

    /// <summary>Where a browser goes after the confirmation; a page of MailMaker's own when absent.</summary>
    public string? ConfirmedRedirect { get; init; }

    /// <summary>The websites that may post it, such as <c>https://www.example.com</c>; any when empty.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The captcha; none when absent.</summary>
    public CaptchaSettings? Captcha { get; init; }

    /// <summary>Hours that a confirmation link works, 1 to 720; seven days by default.</summary>
    public int ConfirmWithinHours { get; init; } = 168;

    /// <summary>
    /// Seconds that a person takes at least to fill it in, 0 to 60; 0: not looked at. Needs a page or snippet served fresh, which carries the moment it was
    /// served.
    /// </summary>
    public int FillSeconds { get; init; }

    /// <summary>Whether who is a member already gets a mail that says so; otherwise none.</summary>
    public bool TellMembers { get; init; } = true;

    /// <summary>Confirmation mails of its own by language; MailMaker's when a language has none.</summary>
    public IReadOnlyDictionary<string, FormMail> Mail { get; init; } = new Dictionary<string, FormMail>();

    /// <summary>The form's language for a wish.</summary>
    /// <param name="wished">Language tags, the dearest first.</param>
    public string LanguageFor(IEnumerable<string> wished) =>
        wished.Select(w => Languages.FirstOrDefault(l => Speaks(w, l))).FirstOrDefault(l => l is not null) ?? Languages[0];

    private static bool Speaks(string tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');
}
