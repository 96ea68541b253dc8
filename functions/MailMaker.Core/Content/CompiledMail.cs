using MailMaker.Core.Content.Links;

namespace MailMaker.Core.Content;

/// <summary>A template ready to be rendered for any number of contacts. Immutable and thread-safe: compile once, share.</summary>
public sealed class CompiledMail
{
    private readonly CompiledPart subject;
    private readonly CompiledPart? html;
    private readonly CompiledPart text;

    internal CompiledMail(CompiledPart subject, CompiledPart? html, CompiledPart text, LinkTargets links)
    {
        (this.subject, this.html, this.text) = (subject, html, text);
        Links = links;
    }

    /// <summary>Where the mail's tracked links lead.</summary>
    public LinkTargets Links { get; }

    /// <summary>Renders the mail for the contact that <paramref name="model"/> holds.</summary>
    /// <param name="model">The contact.</param>
    /// <param name="buffer">Memory to render into; the result lives there until the next rendering. A new one when absent.</param>
    public RenderOutcome Render(MailModel model, RenderBuffer? buffer = null)
    {
        buffer ??= new RenderBuffer();
        try
        {
            subject.Render(model, buffer.Subject, MailPlaces.None);
            if (Links.Count > 0 && !model.Places.AreLinksTracked)
                model.Places.WriteTarget = (link, writer) => writer.Write(Links.Escaped(link).AsSpan());
            buffer.Html.Begin(null, MailPlaces.None);
            html?.Render(model, buffer.Html, model.Places);
            if (Links.Count > 0 && !model.Places.AreLinksTracked)
                model.Places.WriteTarget = (link, writer) => writer.Write(Links.Find(link).AsSpan());
            text.Render(model, buffer.Text, model.Places);
        }
        catch (MailTooLongException)
        {
            return new RenderOutcome.RenderFailed($"the mail is longer than {PartWriter.Longest} characters");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing here does I/O: what fails once for a contact fails always. The message can quote the contact's values, so the reason stays general.
            return new RenderOutcome.RenderFailed("the template uses something that this contact's fields don't allow");
        }

        var line = SubjectLine.Of(buffer.Subject.Written.Span);
        return line.Length == 0
            ? new RenderOutcome.RenderFailed("the subject is empty")
            : new RenderOutcome.Rendered(new RenderedMail(line, buffer.Html, buffer.Text));
    }
}
