using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;

namespace MailMaker.Core.Tests.SignUp;

/// <summary>A list and forms for tests.</summary>
internal static class Forms
{
    public static ContactList List { get; } = new()
    {
        Account = "acme", Name = "news", Title = "News & more", Key = KeyKind.Email,
        Fields = [new ContactField("shoe", FieldType.Number), new ContactField("colour", FieldType.Choice, ["red", "blue"])],
        DataController = new DataController("Acme srl", "Via Roma 1, Forlì", "privacy@acme.example"),
    };

    public static SignUpFormDefinition Asked { get; } = new()
    {
        Fields = [new FormField("firstName", Required: true), new FormField("shoe"), new FormField("colour"), new FormField("mobile"), new FormField("birthDate")],
        Languages = ["it", "en", "ko"],
        Consents = [Text(ConsentPurpose.Email, "newsletter"), Text(ConsentPurpose.Tracking, "pixels"), Text(ConsentPurpose.Sms, "texts")],
    };

    public static SignUpForm Form { get; } = Of(Asked);

    public static SignUpForm Of(SignUpFormDefinition asked) =>
        asked.ToForm(List, "footer") is { Value: { } form } ? form with { TextVersion = 1 } : throw new InvalidOperationException("not a form");

    public static ConsentText Text(ConsentPurpose purpose, string what) =>
        new(purpose, new Dictionary<string, string> { ["it"] = $"Accetto: {what}", ["en"] = $"I agree: {what}", ["ko"] = $"동의: {what}" });
}
