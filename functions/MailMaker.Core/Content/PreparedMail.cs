namespace MailMaker.Core.Content;

/// <summary>A template made ready for sending: images whole, preheader and pixel in their places, links marked. It is kept with the campaign and compiled from there.</summary>
/// <param name="Template">The template with our marks (noncharacters that no author can write).</param>
/// <param name="Links">The targets of the marked links, by number.</param>
public sealed record PreparedMail(MailTemplate Template, IReadOnlyList<string> Links);
