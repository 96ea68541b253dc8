namespace MailMaker.Core.Content.Html;

/// <summary>An attribute of a start tag, by its place in the source.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Start">First character of the value, behind its quote.</param>
/// <param name="End">Index after the last one.</param>
/// <param name="IsQuoted">Whether quotes stand around the value.</param>
internal readonly record struct HtmlAttribute(string Name, int Start, int End, bool IsQuoted);
