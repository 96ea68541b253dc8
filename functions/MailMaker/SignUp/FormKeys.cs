using System.Globalization;

namespace MailMaker.SignUp;

/// <summary>The keys of forms among an account's definitions.</summary>
internal static class FormKeys
{
    /// <summary>A list's forms: the beginning of their keys.</summary>
    public static string All(string list) => $"form|{list}|";

    /// <summary>A form.</summary>
    public static string Form(string list, string form) => All(list) + form;

    /// <summary>The consent texts of a list's forms: the beginning of their keys.</summary>
    public static string AllTexts(string list) => $"formtext|{list}|";

    /// <summary>A form's consent texts: the beginning of their keys. They outlive the form, since evidence refers to them.</summary>
    public static string Texts(string list, string form) => $"{AllTexts(list)}{form}|";

    /// <summary>A version of a form's consent texts.</summary>
    public static string Text(string list, string form, int version) => string.Create(CultureInfo.InvariantCulture, $"{Texts(list, form)}{version:D6}");
}
