using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.SignUp;

/// <summary>The body of a request that makes or changes a form; see <see cref="SignUpForm"/> for the members.</summary>
public sealed record SignUpFormDefinition
{
    /// <inheritdoc cref="SignUpForm.Title"/>
    public IReadOnlyDictionary<string, string>? Title { get; init; }

    /// <inheritdoc cref="SignUpForm.Languages"/>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <inheritdoc cref="SignUpForm.Fields"/>
    public IReadOnlyList<FormField>? Fields { get; init; }

    /// <inheritdoc cref="SignUpForm.Consents"/>
    public IReadOnlyList<ConsentText>? Consents { get; init; }

    /// <inheritdoc cref="SignUpForm.Redirect"/>
    public string? Redirect { get; init; }

    /// <inheritdoc cref="SignUpForm.ConfirmedRedirect"/>
    public string? ConfirmedRedirect { get; init; }

    /// <inheritdoc cref="SignUpForm.Origins"/>
    public IReadOnlyList<string>? Origins { get; init; }

    /// <inheritdoc cref="SignUpForm.Captcha"/>
    public CaptchaSettings? Captcha { get; init; }

    /// <inheritdoc cref="SignUpForm.ConfirmWithinHours"/>
    public int? ConfirmWithinHours { get; init; }

    /// <inheritdoc cref="SignUpForm.FillSeconds"/>
    public int? FillSeconds { get; init; }

    /// <inheritdoc cref="SignUpForm.TellMembers"/>
    public bool? TellMembers { get; init; }

    /// <inheritdoc cref="SignUpForm.Mail"/>
    public IReadOnlyDictionary<string, FormMail>? Mail { get; init; }

    /// <summary>The form that is asked for, without the number of its texts' version, or what is wrong.</summary>
    /// <param name="list">The list.</param>
    /// <param name="name">The form's name.</param>
    public Checked<SignUpForm> ToForm(ContactList list, string name)
    {
        var consents = Consents ?? [];
        var form = new SignUpForm
        {
            Id = new FormId(list.Account, list.Name, name).ToString(), Account = list.Account, List = list.Name, Name = name,
            Title = Title ?? new Dictionary<string, string>(),
            Languages = Languages ?? LanguagesOf(consents),
            Fields = WithAddress(Fields ?? []),
            Consents = consents,
            Redirect = Redirect, ConfirmedRedirect = ConfirmedRedirect,
            Origins = [.. (Origins ?? []).Select(o => o?.TrimEnd('/') ?? "")],
            Captcha = Captcha,
            ConfirmWithinHours = ConfirmWithinHours ?? 168,
            FillSeconds = FillSeconds ?? 0,
            TellMembers = TellMembers ?? true,
            Mail = Mail ?? new Dictionary<string, FormMail>(),
        };
        var problems = FormRules.Check(list, form);
        return problems.Count > 0 ? new(null, problems) : new(form, []);
    }

    private static IReadOnlyList<string> LanguagesOf(IReadOnlyList<ConsentText> consents) =>
        consents is [{ Text: { } texts }, ..] ? [.. texts.Keys.Order(StringComparer.Ordinal)] : [];

    private static IReadOnlyList<FormField> WithAddress(IReadOnlyList<FormField> fields)
    {
        var address = fields.FirstOrDefault(f => f?.Name == BuiltInFields.Email);
        return address is null
            ? [new FormField(BuiltInFields.Email, Required: true), .. fields]
            : [.. fields.Select(f => ReferenceEquals(f, address) ? f with { Required = true } : f)];
    }
}
