namespace MailMaker.Core.Content;

/// <summary>One contact's mail.</summary>
/// <param name="Subject">One line, without control characters.</param>
/// <param name="Html">The HTML part; empty when the template has none. Lives in the buffer it was rendered into: valid until that is used again.</param>
/// <param name="Text">The text part; lives in the same buffer.</param>
public sealed record RenderedMail(string Subject, ReadOnlyMemory<char> Html, ReadOnlyMemory<char> Text);
