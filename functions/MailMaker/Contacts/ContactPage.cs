namespace MailMaker.Contacts;

/// <summary>A page of a list's contacts.</summary>
/// <param name="Contacts">The contacts, in key order within their buckets.</param>
/// <param name="Continuation">What to ask the next page with; null after the last.</param>
public sealed record ContactPage(IReadOnlyList<StoredContact> Contacts, string? Continuation);
