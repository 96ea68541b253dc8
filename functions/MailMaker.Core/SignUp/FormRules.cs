using MailMaker.Core.Content;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.SignUp;

/// <summary>What a form must keep to.</summary>
internal static class FormRules
{
    private const int MostFields = 50;
    private const int MostLanguages = 20;
    private const int MostTextCharacters = 4_000;
    private const int MostLabelCharacters = 200;

    // Consent comes from the checkboxes with their texts, a key from the client.
    private static readonly HashSet<string> NotAskedFor = new(StringComparer.OrdinalIgnoreCase)
    {
        BuiltInFields.Fkey, BuiltInFields.Consent, BuiltInFields.SmsConsent, BuiltInFields.TrackingConsent, BuiltInFields.NightConsent, BuiltInFields.Frequency,
    };

    /// <summary>Every fault of a form.</summary>
    public static IReadOnlyList<Problem> Check(ContactList list, SignUpForm form) =>
        [.. CheckPlace(list, form), .. CheckLanguages(form), .. CheckFields(list, form), .. CheckConsents(form), .. CheckPlaces(form), .. CheckNumbers(form),
            .. CheckCaptcha(form.Captcha), .. CheckMails(form)];

    private static IEnumerable<Problem> CheckPlace(ContactList list, SignUpForm form)
    {
        if (!Names.IsValid(form.Name))
            yield return new("", $"The form's name in the path must have {Names.Rule}.");
        if (list.Key == KeyKind.Mobile)
            yield return new("", "What a sign-up proves is the e-mail address: a list whose key is the mobile number has no forms.");
    }

    private static IEnumerable<Problem> CheckLanguages(SignUpForm form)
    {
        if (form.Languages.Count is 0 or > MostLanguages)
            yield return new("/languages", $"A form is in 1 to {MostLanguages} languages.");
        for (var i = 0; i < form.Languages.Count; i++)
        {
            if (form.Languages[i] is not { } tag || !IsTag(tag))
                yield return new($"/languages/{i}", "Use language tags such as it, ko or en.");
        }

        foreach (var (tag, text) in form.Title)
        {
            if (text is null or { Length: 0 or > MostLabelCharacters })
                yield return new($"/title/{Escaped(tag)}", $"A title has 1 to {MostLabelCharacters} characters.");
        }
    }

    private static bool IsTag(string tag)
    {
        Span<char> written = stackalloc char[64];
        return Contacts.Languages.TryWrite(tag, written, out var length) && written[..length].SequenceEqual(tag);
    }

    private static IEnumerable<Problem> CheckFields(ContactList list, SignUpForm form)
    {
        if (form.Fields.Count > MostFields)
            yield return new("/fields", $"A form asks for at most {MostFields} fields.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < form.Fields.Count; i++)
        {
            if (form.Fields[i]?.Name is not { } name || (!BuiltInFields.All.Contains(name) && !list.Fields.Any(f => f.Name == name)))
                yield return new($"/fields/{i}/name", "is neither a built-in field nor one of the list's own.");
            else if (NotAskedFor.Contains(name))
                yield return new($"/fields/{i}/name", "is not asked for in a form: consents have texts of their own, and keys are the client's.");
            else if (!seen.Add(name))
                yield return new($"/fields/{i}/name", "is asked for twice.");
            if (form.Fields[i]?.Label?.Any(l => l.Value is null or { Length: 0 or > MostLabelCharacters }) == true)
                yield return new($"/fields/{i}/label", $"A label has 1 to {MostLabelCharacters} characters.");
        }
    }

    private static IEnumerable<Problem> CheckConsents(SignUpForm form)
    {
        if (form.Consents.All(c => c?.Purpose != ConsentPurpose.Email))
            yield return new("/consents", "A form needs the consent text for marketing e-mail (purpose email): it is what is confirmed.");
        for (var i = 0; i < form.Consents.Count; i++)
        {
            var consent = form.Consents[i];
            if (consent?.Text is null)
            {
                yield return new($"/consents/{i}", "A consent has a purpose and a text for each language.");
                continue;
            }

            if (form.Consents.Take(i).Any(c => c?.Purpose == consent.Purpose))
                yield return new($"/consents/{i}/purpose", "is asked for twice.");
            foreach (var language in form.Languages.Where(l => l is not null && (!consent.Text.TryGetValue(l, out var text) || string.IsNullOrWhiteSpace(text))))
                yield return new($"/consents/{i}/text/{language}", "There is no text in this language of the form.");
            if (consent.Text.Any(t => t.Value is { Length: > MostTextCharacters }))
                yield return new($"/consents/{i}/text", $"A consent text has at most {MostTextCharacters} characters.");
        }
    }

    private static IEnumerable<Problem> CheckPlaces(SignUpForm form)
    {
        if (form.Redirect is not null && !IsWebAddress(form.Redirect))
            yield return new("/redirect", "A redirect is an address such as https://www.example.com/thanks.");
        if (form.ConfirmedRedirect is not null && !IsWebAddress(form.ConfirmedRedirect))
            yield return new("/confirmedRedirect", "A redirect is an address such as https://www.example.com/welcome.");
        if (form.Origins.Count > 50)
            yield return new("/origins", "At most 50 origins.");
        for (var i = 0; i < form.Origins.Count; i++)
        {
            if (!Uri.TryCreate(form.Origins[i], UriKind.Absolute, out var origin) || origin.Scheme is not ("https" or "http")
                || origin.GetLeftPart(UriPartial.Authority) != form.Origins[i])
                yield return new($"/origins/{i}", "An origin is scheme and host, such as https://www.example.com, in lower case.");
        }
    }

    private static bool IsWebAddress(string text) =>
        text.Length <= 2_000 && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static IEnumerable<Problem> CheckNumbers(SignUpForm form)
    {
        if (form.ConfirmWithinHours is < 1 or > 720)
            yield return new("/confirmWithinHours", "A confirmation link works for 1 to 720 hours.");
        if (form.FillSeconds is < 0 or > 60)
            yield return new("/fillSeconds", "The time to fill in a form is 0 to 60 seconds.");
    }

    private static IEnumerable<Problem> CheckCaptcha(CaptchaSettings? captcha)
    {
        if (captcha is null)
            yield break;
        if (captcha.SiteKey.Length is 0 or > 200 || !captcha.SiteKey.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            yield return new("/captcha/siteKey", "is not a site key.");
        if (!Names.IsValid(captcha.Secret))
            yield return new("/captcha/secret", $"names the setting Captcha:Secrets:{{name}} and has {Names.Rule}; the secret itself does not belong here.");
        if (captcha.Action.Length is 0 or > 100 || !captcha.Action.All(c => char.IsAsciiLetter(c) || c is '/' or '_'))
            yield return new("/captcha/action", "An action has letters, '/' and '_' only.");
        if (captcha.MinimumScore is not (>= 0 and <= 1))
            yield return new("/captcha/minimumScore", "A score lies from 0 to 1.");
        if (captcha.Hostnames.Count > 50 || captcha.Hostnames.Any(h => Uri.CheckHostName(h) == UriHostNameType.Unknown))
            yield return new("/captcha/hostnames", "At most 50 host names such as www.example.com.");
    }

    private static IEnumerable<Problem> CheckMails(SignUpForm form)
    {
        foreach (var (language, mail) in form.Mail)
        {
            var place = $"/mail/{Escaped(language)}";
            if (mail is null)
            {
                yield return new(place, "A mail has a subject and HTML, a text or both.");
                continue;
            }

            var template = new MailTemplate { Name = "confirm", Subject = mail.Subject ?? "", Html = mail.Html ?? "", Text = mail.Text ?? "" };
            if (TemplateCompiler.Compile(template) is TemplateCompilation.Refused refused)
            {
                foreach (var problem in refused.Problems)
                    yield return problem with { Pointer = place + problem.Pointer };
            }
            else if (!HasLink(template.Html) || !HasLink(template.Text) || (template.Html.Length == 0 && template.Text.Length == 0))
                yield return new(place, "The mail must hold {{confirmUrl}}: without it nobody can confirm.");
        }
    }

    private static bool HasLink(string part) => part.Length == 0 || part.Replace(" ", "", StringComparison.Ordinal).Contains("{{confirmUrl}}", StringComparison.Ordinal);

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
