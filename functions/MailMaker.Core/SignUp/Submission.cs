using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.SignUp;

/// <summary>Reads a posted form: the decision, without captcha and limits.</summary>
public static class Submission
{
    /// <summary>The field that no person sees.</summary>
    public const string Honeypot = "homepage";

    /// <summary>The field with the moment that the form was served.</summary>
    public const string FillToken = "served";

    /// <summary>The field with the language.</summary>
    public const string Language = "lang";

    /// <summary>The field that reCAPTCHA's own script fills.</summary>
    public const string CaptchaToken = "g-recaptcha-response";

    /// <summary>What the post says. Fields that the form does not ask for are passed over: websites send what they like along.</summary>
    /// <param name="list">The list.</param>
    /// <param name="form">The form.</param>
    /// <param name="fields">The post.</param>
    /// <param name="language">The form's language that it was posted in.</param>
    public static SubmissionReading Read(ContactList list, SignUpForm form, SubmittedFields fields, string language)
    {
        if (fields[Honeypot].Length > 0)
            return new SubmissionReading.Robot();
        var faults = new List<FormFault>();
        var values = new Dictionary<string, string>();
        foreach (var field in form.Fields)
            Take(list, field, fields[field.Name], values, faults);
        var given = new List<ConsentPurpose>();
        foreach (var purpose in form.Consents.Select(c => c.Purpose))
        {
            var input = ConsentPurposes.InputOf(purpose);
            if (WordLists.Boolean(fields[input].Trim()) == "true")
                given.Add(purpose);
            else if (ConsentPurposes.IsRequired(purpose))
                faults.Add(new FormFault(input, FaultKind.NotTicked));
        }

        values.TryAdd(BuiltInFields.Language, language);
        var json = FieldsJson.Write(new FieldOrder(list), values);
        // Half of what a contact may have: what is there already must find room beside it.
        if (json.Length > FieldsJson.MostBytes / 2)
            faults.Add(new FormFault("", FaultKind.TooMuch));
        return faults.Count > 0 ? new SubmissionReading.Faulty(faults) : new SubmissionReading.Valid(values[BuiltInFields.Email], json, given);
    }

    private static void Take(ContactList list, FormField field, string raw, Dictionary<string, string> values, List<FormFault> faults)
    {
        if (FieldRules.For(list, field.Name).Normalise(raw, out var value) is not null)
            faults.Add(new FormFault(field.Name, raw.Length > FieldRule.MostCharacters ? FaultKind.TooLong : FaultOf(list, field.Name)));
        else if (value.Length > 0)
            values[field.Name] = value;
        else if (field.Required)
            faults.Add(new FormFault(field.Name, FaultKind.Missing));
    }

    private static FaultKind FaultOf(ContactList list, string field) => field switch
    {
        BuiltInFields.Email => FaultKind.NotAnAddress,
        BuiltInFields.Mobile => FaultKind.NotAMobile,
        BuiltInFields.BirthDate => FaultKind.NotADate,
        BuiltInFields.Gender or BuiltInFields.Country or BuiltInFields.Language or BuiltInFields.TimeZone => FaultKind.NotAChoice,
        _ => list.Fields.FirstOrDefault(f => f.Name == field)?.Type switch
        {
            FieldType.Number => FaultKind.NotANumber,
            FieldType.Date => FaultKind.NotADate,
            FieldType.Choice => FaultKind.NotAChoice,
            FieldType.Text => FaultKind.TooLong,
            _ => FaultKind.NotValid,
        },
    };
}
