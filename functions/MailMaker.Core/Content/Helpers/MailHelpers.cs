using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.PathStructure;
using MailMaker.Core.Content.Links;

namespace MailMaker.Core.Content.Helpers;

/// <summary>The helpers that templates have, see docs/templates.md. What they give back is escaped like any value.</summary>
internal static class MailHelpers
{
    private static readonly ChainSegment Root = ChainSegment.Create("root");

    /// <summary>Their names; all take arguments.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "eq", "default", "choose", "plural", "date", "number", "currency", "items", "urlEncode", "asset" };

    /// <summary>Adds them.</summary>
    /// <param name="environment">Where to.</param>
    /// <param name="scene">What all mails share.</param>
    public static void AddTo(IHandlebars environment, MailScene scene)
    {
        environment.RegisterHelper("eq", (_, a) => Same(Required(a, 0), Required(a, 1)) ? true : FalseValue.Instance);
        environment.RegisterHelper("default", (_, a) => Default(a));
        environment.RegisterHelper("choose", (_, a) => Choose(a));
        environment.RegisterHelper("urlEncode", (_, a) => Uri.EscapeDataString(Required(a, 0)));
        environment.RegisterHelper("asset", (_, a) => HtmlLinks.Address(scene.AssetsUrl, Required(a, 0)));
        environment.RegisterHelper("date", (in HelperOptions options, in Context _, in Arguments a) => DateWords.Of(Required(a, 0), HelperText.At(a, 1) ?? "", Language(options, a, scene)));
        environment.RegisterHelper("number", (in HelperOptions options, in Context _, in Arguments a) => NumberWords.Of(Required(a, 0), Number(HelperText.At(a, 1)), Language(options, a, scene)));
        environment.RegisterHelper("currency", (in HelperOptions options, in Context _, in Arguments a) => NumberWords.Money(Required(a, 0), Required(a, 1), Language(options, a, scene)));
        environment.RegisterHelper("plural", (in HelperOptions options, in Context _, in Arguments a) => Plural(a, LanguageTag(options, a, scene)));
        environment.RegisterHelper("items", (in HelperOptions options, in Context _, in Arguments a) => Items(a, options.Data[Root] as MailModel));
    }

    private static bool Same(object? left, object? right) => string.Equals(HelperText.Of(left), HelperText.Of(right), StringComparison.OrdinalIgnoreCase);

    // The first that says something.
    private static object? Default(in Arguments arguments)
    {
        Required(arguments, 1);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(HelperText.Of(arguments[i])))
                return arguments[i];
        }

        return "";
    }

    // choose field "a" "text for a" "b" "text for b" "text for others"
    private static string Choose(in Arguments arguments)
    {
        var value = Required(arguments, 0);
        Required(arguments, 2);
        var count = HelperText.Count(arguments);
        for (var i = 1; i + 1 < count; i += 2)
        {
            if (Same(value, arguments[i]))
                return HelperText.Of(arguments[i + 1]);
        }

        return count % 2 == 0 ? HelperText.Of(arguments[count - 1]) : "";
    }

    // plural count "one" "other", with zero="none" where there is a word for it, and two=, few= and many= where a language has such forms
    private static string Plural(in Arguments arguments, string language)
    {
        var (one, other) = (Required(arguments, 1), HelperText.At(arguments, 2));
        if (other is null || !decimal.TryParse(Required(arguments, 0), NumberStyles.Number, CultureInfo.InvariantCulture, out var count))
            return other ?? one;
        if (count == 0 && HelperText.Named(arguments, "zero") is { } none)
            return none;
        var form = PluralForm.Of(count, language);
        return form == PluralForm.One ? one : HelperText.Named(arguments, form) ?? other;
    }

    private static ItemSequence Items(in Arguments arguments, MailModel? model) => ItemSequence.Of(
        Required(arguments, 0), HelperText.Named(arguments, "by") is { Length: > 0 } by ? by : ";,|\n", Number(HelperText.Named(arguments, "limit")) ?? ItemSequence.Most, model);

    private static WrittenLanguage Language(in HelperOptions options, in Arguments arguments, MailScene scene) => WrittenLanguage.Of(LanguageTag(options, arguments, scene));

    private static string LanguageTag(in HelperOptions options, in Arguments arguments, MailScene scene)
    {
        if (HelperText.Named(arguments, "lang") is { Length: > 0 } asked)
            return asked;
        return (options.Data[Root] as MailModel)?.FieldOf(Contacts.BuiltInFields.Language) is { Length: > 0 } own ? own : scene.Language;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Told when the template is checked, which calls each helper once.
    private static string Required(in Arguments arguments, int place) =>
        HelperText.At(arguments, place) ?? throw new HandlebarsException("Too few arguments.");
}
