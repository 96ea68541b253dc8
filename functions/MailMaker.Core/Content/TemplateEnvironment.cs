using System.Globalization;
using HandlebarsDotNet;
using MailMaker.Core.Content.Helpers;

namespace MailMaker.Core.Content;

/// <summary>
/// How Handlebars is set up for mails. One environment per template, not one for all: an environment remembers every name it ever saw, and would grow with
/// each new template for as long as the process runs.
/// </summary>
internal static class TemplateEnvironment
{
    /// <summary>For HTML: values are escaped.</summary>
    public static IHandlebars Html(MailScene scene) => Create(new HandlebarsConfiguration { TextEncoder = new HtmlEscape() }, scene);

    /// <summary>For subject and text: values are written as they are.</summary>
    public static IHandlebars Plain(MailScene scene) => Create(new HandlebarsConfiguration { TextEncoder = new NoEscape() }, scene);

    private static IHandlebars Create(HandlebarsConfiguration configuration, MailScene scene)
    {
        configuration.FormatProvider = CultureInfo.InvariantCulture;
        configuration.ObjectDescriptorProviders.Add(new ModelDescriptors());
        var environment = Handlebars.Create(configuration);
        MailHelpers.AddTo(environment, scene);
        return environment;
    }

    /// <summary>Values in subject, text and URLs: as they are, but told apart from the template's own text.</summary>
    private sealed class NoEscape : ITextEncoder
    {
        public void Encode(System.Text.StringBuilder? text, TextWriter target) => target.Write((text?.ToString()).AsSpan());

        public void Encode(string? text, TextWriter target) => target.Write(text.AsSpan());

        public void Encode<T>(T? text, TextWriter target)
            where T : IEnumerator<char>
        {
            while (text?.MoveNext() == true)
                target.Write(text.Current);
        }
    }
}
