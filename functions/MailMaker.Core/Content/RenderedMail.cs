namespace MailMaker.Core.Content;

/// <summary>One contact's mail. Its parts live in the buffer they were rendered into: valid until that is used again.</summary>
public sealed class RenderedMail
{
    internal RenderedMail(string subject, PartWriter html, PartWriter text) => (Subject, HtmlPart, TextPart) = (subject, html, text);

    /// <summary>One line, without control characters.</summary>
    public string Subject { get; }

    /// <summary>The HTML part; empty when the template has none. Put together when it is first asked for: who writes the whole mail as octets does not need it.</summary>
    public ReadOnlyMemory<char> Html => HtmlPart.Written;

    /// <summary>The text part; put together like <see cref="Html"/>.</summary>
    public ReadOnlyMemory<char> Text => TextPart.Written;

    internal PartWriter HtmlPart { get; }

    internal PartWriter TextPart { get; }
}
