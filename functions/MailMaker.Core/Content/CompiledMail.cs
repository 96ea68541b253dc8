using Template = HandlebarsDotNet.HandlebarsTemplate<System.IO.TextWriter, object, object>;

namespace MailMaker.Core.Content;

/// <summary>A template ready to be rendered for any number of contacts. Immutable and thread-safe: compile once, share.</summary>
public sealed class CompiledMail
{
    private readonly Template subject;
    private readonly Template? html;
    private readonly Template text;

    internal CompiledMail(Template subject, Template? html, Template text)
    {
        this.subject = subject;
        this.html = html;
        this.text = text;
    }

    /// <summary>Renders the mail for the contact that <paramref name="model"/> holds.</summary>
    /// <param name="model">The contact.</param>
    /// <param name="buffer">Memory to render into; the result lives there until the next rendering. A new one when absent.</param>
    public RenderOutcome Render(MailModel model, RenderBuffer? buffer = null)
    {
        buffer ??= new RenderBuffer();
        buffer.Clear();
        try
        {
            subject(buffer.Subject, model, null!);
            html?.Invoke(buffer.Html, model, null!);
            text(buffer.Text, model, null!);
        }
        catch (MailTooLongException)
        {
            return new RenderOutcome.RenderFailed($"the mail is longer than {CharWriter.Longest} characters");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing here does I/O: what fails once for a contact fails always. The message can quote the contact's values, so the reason stays general.
            return new RenderOutcome.RenderFailed("the template uses something that this contact's fields don't allow");
        }

        var line = SubjectLine.Of(buffer.Subject.Written.Span);
        return line.Length == 0
            ? new RenderOutcome.RenderFailed("the subject is empty")
            : new RenderOutcome.Rendered(new RenderedMail(line, buffer.Html.Written, buffer.Text.Written));
    }
}
