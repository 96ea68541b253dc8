using Template = HandlebarsDotNet.HandlebarsTemplate<System.IO.TextWriter, object, object>;

namespace MailMaker.Core.Content;

/// <summary>One part of a template, compiled, with its static texts. Thread-safe.</summary>
/// <param name="Template">Writes it.</param>
/// <param name="Texts">Its static texts; null when they are written like values.</param>
internal sealed record CompiledPart(Template Template, StaticTexts? Texts)
{
    /// <summary>Writes the part for one contact.</summary>
    public void Render(MailModel model, PartWriter writer, MailPlaces places)
    {
        writer.Begin(Texts, places);
        Template(writer, model, null!);
    }
}
