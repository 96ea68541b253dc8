using MailMaker.Core.Content;

namespace MailMaker.Campaigns;

/// <summary>A campaign's content, ready to be rendered.</summary>
/// <param name="Mail">The compiled template.</param>
/// <param name="Scene">What all its mails share.</param>
public sealed record CompiledContent(CompiledMail Mail, MailScene Scene);
