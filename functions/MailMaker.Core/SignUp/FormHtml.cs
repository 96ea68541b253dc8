using MailMaker.Core.Lists;

namespace MailMaker.Core.SignUp;

/// <summary>
/// Writes a form as HTML: one that works without a script where no captcha is on, each input with its label, faults said beside the input and tied to it
/// (WCAG 2.2, 3.3.1 and 1.3.1), no box ticked beforehand (Planet49, C-673/17).
/// </summary>
public static class FormHtml
{
    /// <summary>Google's script for v2 and v3.</summary>
    public const string CaptchaScript = "https://www.google.com/recaptcha/api.js";

    /// <summary>What v3 needs beside its script: a token is fetched when the form is sent, since it is good for two minutes only.</summary>
    public const string CaptchaInline =
        "document.querySelectorAll('form[data-captcha]').forEach(function(f){f.addEventListener('submit',function(e){if(f.dataset.ready)return;e.preventDefault();"
        + "grecaptcha.ready(function(){grecaptcha.execute(f.dataset.captcha,{action:f.dataset.action}).then(function(t){"
        + "f.elements['g-recaptcha-response'].value=t;f.dataset.ready='1';f.submit();});});});});";

    /// <summary>What a website needs to keep the field for robots out of sight; a page of MailMaker's has it in its own style sheet.</summary>
    public const string SnippetStyle = "<style>.mailmaker-form .trap{position:absolute;left:-200vw;width:1px;height:1px;overflow:hidden}</style>\n";

    /// <summary>The form.</summary>
    /// <param name="list">The list.</param>
    /// <param name="form">The form.</param>
    /// <param name="language">The form's language.</param>
    /// <param name="action">Where it is posted to.</param>
    /// <param name="served">The fill token; empty when the form asks for none.</param>
    /// <param name="posted">What was posted before, to be mended; null at first.</param>
    /// <param name="faults">What is wrong with it.</param>
    public static string Write(
        ContactList list, SignUpForm form, string language, string action, string served, SubmittedFields? posted = null, IReadOnlyList<FormFault>? faults = null)
    {
        var page = new FormHtmlWriter(list, form, language, posted, faults ?? []);
        return page.Write(action, served);
    }

    /// <summary>The scripts that the form's captcha needs; empty without one.</summary>
    public static string Scripts(SignUpForm form) => form.Captcha switch
    {
        null => "",
        { Kind: CaptchaKind.ReCaptchaV2 } => $"<script src=\"{CaptchaScript}\" async defer></script>",
        var v3 => $"<script src=\"{CaptchaScript}?render={v3.SiteKey}\"></script><script>{CaptchaInline}</script>",
    };

    /// <summary>The consent texts that a person was shown and what it made of each: what evidence keeps.</summary>
    public static string ShownTexts(IReadOnlyList<ConsentText> consents, string language, IReadOnlyCollection<ConsentPurpose> given) => string.Join(
        '\n',
        consents.Select(c => $"{ConsentPurposes.InputOf(c.Purpose)}={(given.Contains(c.Purpose) ? "yes" : "no")}: {c.Text.GetValueOrDefault(language, "")}"));
}
