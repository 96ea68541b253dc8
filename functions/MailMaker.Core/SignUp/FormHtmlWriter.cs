using System.Net;
using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.SignUp;

/// <summary>Writes one form; see <see cref="FormHtml"/>.</summary>
internal sealed class FormHtmlWriter(ContactList list, SignUpForm form, string language, SubmittedFields? posted, IReadOnlyList<FormFault> faults)
{
    private readonly StringBuilder html = new();
    private readonly FormWords words = FormWords.For(language);

    public string Write(string action, string served)
    {
        html.Append($"<form method=\"post\" action=\"{Text(action)}\" accept-charset=\"utf-8\" class=\"mailmaker-form\" lang=\"{Text(language)}\"");
        if (form.Captcha is { Kind: CaptchaKind.ReCaptchaV3 } v3)
            html.Append($" data-captcha=\"{v3.SiteKey}\" data-action=\"{v3.Action}\"");
        html.Append(">\n");
        Summary();
        foreach (var field in form.Fields)
            Field(field);
        foreach (var consent in form.Consents)
            Box(consent);
        Hidden(served);
        html.Append($"<p><button>{Text(words.SignUp)}</button></p>\n");
        if (list.DataController is { } controller)
            html.Append($"<p class=\"hint\">{Text(words.Controller)}: {Text(controller.Name)}, {Text(controller.PostalAddress)}, {Text(controller.Email)}</p>\n");
        return html.Append("</form>\n").ToString();
    }

    private void Summary()
    {
        if (faults.Count == 0)
            return;
        html.Append($"<div role=\"alert\" class=\"faults\"><h2>{Text(words.FaultsHeading)}</h2><ul>");
        foreach (var fault in faults)
            html.Append(fault.Input.Length == 0 ? $"<li>{Text(words.Of(fault.Kind))}</li>" : $"<li><a href=\"#{Id(fault.Input)}\">{Text(NameOf(fault.Input))}</a>: {Text(words.Of(fault.Kind))}</li>");
        html.Append("</ul></div>\n");
    }

    private string NameOf(string input) =>
        form.Fields.FirstOrDefault(f => f.Name == input) is { } field ? words.LabelOf(field, language)
        : form.Consents.FirstOrDefault(c => ConsentPurposes.InputOf(c.Purpose) == input) is { } consent ? Short(consent.Text.GetValueOrDefault(language, input)) : input;

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private void Field(FormField field)
    {
        var required = field.Required ? $" <span>({Text(words.Required)})</span>" : "";
        html.Append($"<div class=\"field\"><label for=\"{Id(field.Name)}\">{Text(words.LabelOf(field, language))}{required}</label>");
        Fault(field.Name);
        if (ChoicesOf(field) is { } choices)
            Choices(field, choices);
        else
            html.Append($"<input{Named(field)} type=\"{TypeOf(field)}\" value=\"{Text(posted?[field.Name] ?? "")}\"{AutoComplete(field)}{Faulty(field.Name)}>");
        html.Append("</div>\n");
    }

    private void Choices(FormField field, IReadOnlyList<string> choices)
    {
        html.Append($"<select{Named(field)}{Faulty(field.Name)}><option value=\"\"></option>");
        foreach (var choice in choices)
            html.Append($"<option{(choice == posted?[field.Name] ? " selected" : "")}>{Text(choice)}</option>");
        html.Append("</select>");
    }

    private void Box(ConsentText consent)
    {
        var input = ConsentPurposes.InputOf(consent.Purpose);
        var ticked = posted is not null && WordLists.Boolean(posted[input].Trim()) == "true" ? " checked" : "";
        var required = ConsentPurposes.IsRequired(consent.Purpose) ? " aria-required=\"true\"" : "";
        html.Append("<div class=\"field\">");
        Fault(input);
        html.Append($"<label class=\"choice\" for=\"{Id(input)}\"><input id=\"{Id(input)}\" name=\"{input}\" type=\"checkbox\" value=\"yes\"{ticked}{required}{Faulty(input)}>");
        html.Append($"<span>{Text(consent.Text.GetValueOrDefault(language, ""))}</span></label></div>\n");
    }

    private void Hidden(string served)
    {
        // Out of sight and out of the order of keys rather than hidden: robots pass over what is hidden.
        html.Append($"<div class=\"trap\" aria-hidden=\"true\"><label for=\"{Id(Submission.Honeypot)}\">{Text(words.LeaveEmpty)}</label> ");
        html.Append($"<input id=\"{Id(Submission.Honeypot)}\" name=\"{Submission.Honeypot}\" type=\"text\" value=\"\" tabindex=\"-1\" autocomplete=\"off\"></div>\n");
        html.Append($"<input type=\"hidden\" name=\"{Submission.Language}\" value=\"{Text(language)}\">\n");
        if (form.FillSeconds > 0)
            html.Append($"<input type=\"hidden\" name=\"{Submission.FillToken}\" value=\"{Text(served)}\">\n");
        if (form.Captcha is { Kind: CaptchaKind.ReCaptchaV2 } v2)
            html.Append($"<div id=\"{Id(Submission.CaptchaToken)}\" class=\"g-recaptcha\" data-sitekey=\"{v2.SiteKey}\"></div>\n");
        else if (form.Captcha is not null)
            html.Append($"<input type=\"hidden\" id=\"{Id(Submission.CaptchaToken)}\" name=\"{Submission.CaptchaToken}\" value=\"\">\n");
    }

    private void Fault(string input)
    {
        if (faults.FirstOrDefault(f => f.Input == input) is { } fault)
            html.Append($"<p class=\"fault\" id=\"{Id(input)}-fault\">{Text(words.Of(fault.Kind))}</p>");
    }

    private string Faulty(string input) => faults.Any(f => f.Input == input) ? $" aria-invalid=\"true\" aria-describedby=\"{Id(input)}-fault\"" : "";

    private string Named(FormField field) => $" id=\"{Id(field.Name)}\" name=\"{Text(field.Name)}\"{(field.Required ? " aria-required=\"true\"" : "")}";

    private string Id(string input) => $"mm-{Text(form.Name)}-{Text(input)}";

    private string TypeOf(FormField field) => field.Name switch
    {
        BuiltInFields.Email => "email",
        BuiltInFields.Mobile => "tel",
        BuiltInFields.BirthDate => "date",
        _ => list.Fields.FirstOrDefault(f => f.Name == field.Name)?.Type switch
        {
            FieldType.Date => "date",
            FieldType.Number => "text\" inputmode=\"decimal",
            _ => "text",
        },
    };

    private IReadOnlyList<string>? ChoicesOf(FormField field) => field.Name == BuiltInFields.Gender
        ? ["f", "m", "x"]
        : list.Fields.FirstOrDefault(f => f.Name == field.Name) switch
        {
            { Type: FieldType.Choice } choice => choice.Choices,
            { Type: FieldType.Boolean } => ["true", "false"],
            _ => null,
        };

    // WCAG 2.2, 1.3.5: what an input is for, in words that programs know.
    private static string AutoComplete(FormField field) => field.Name switch
    {
        BuiltInFields.Email => " autocomplete=\"email\"",
        BuiltInFields.Mobile => " autocomplete=\"tel\"",
        BuiltInFields.FirstName => " autocomplete=\"given-name\"",
        BuiltInFields.LastName => " autocomplete=\"family-name\"",
        BuiltInFields.BirthDate => " autocomplete=\"bday\"",
        BuiltInFields.Street => " autocomplete=\"street-address\"",
        BuiltInFields.City => " autocomplete=\"address-level2\"",
        BuiltInFields.PostalCode => " autocomplete=\"postal-code\"",
        BuiltInFields.Country => " autocomplete=\"country-name\"",
        _ => "",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
