namespace MailMaker.Core.Content;

/// <summary>A part rendered to more than <see cref="PartWriter.Longest"/> characters. Turned into a refusal by <see cref="CompiledMail"/>.</summary>
internal sealed class MailTooLongException : Exception;
