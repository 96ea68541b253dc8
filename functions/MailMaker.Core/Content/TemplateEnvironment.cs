using System.Globalization;
using HandlebarsDotNet;

namespace MailMaker.Core.Content;

/// <summary>
/// How Handlebars is set up for mails. One environment per template, not one for all: an environment remembers every name it ever saw, and would grow with
/// each new template for as long as the process runs.
/// </summary>
internal static class TemplateEnvironment
{
    /// <summary>For HTML: values are escaped.</summary>
    public static IHandlebars Html() => Create(new HandlebarsConfiguration { TextEncoder = new HtmlEscape() });

    /// <summary>For subject and text: values are written as they are.</summary>
    public static IHandlebars Plain() => Create(new HandlebarsConfiguration { NoEscape = true });

    private static IHandlebars Create(HandlebarsConfiguration configuration)
    {
        configuration.FormatProvider = CultureInfo.InvariantCulture;
        configuration.ObjectDescriptorProviders.Add(new ModelDescriptors());
        var environment = Handlebars.Create(configuration);
        environment.RegisterHelper("eq", (_, arguments) => arguments.Length == 2 && Same(arguments[0], arguments[1]) ? true : FalseValue.Instance);
        environment.RegisterHelper("default", (_, arguments) => arguments.Length == 2 && IsEmpty(arguments[0]) ? arguments[1] : arguments[0]);
        return environment;
    }

    private static bool Same(object? left, object? right) => string.Equals(left?.ToString() ?? "", right?.ToString() ?? "", StringComparison.OrdinalIgnoreCase);

    private static bool IsEmpty(object? value) => value is null or UndefinedBindingResult || value.ToString() is null or "";
}
