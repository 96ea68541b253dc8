using MailMaker.Core.Contacts;
using MailMaker.Core.Tracking;

namespace MailMaker.Tracking;

/// <summary>Requests that came by one recipient's mail.</summary>
/// <param name="List">The recipient's list.</param>
/// <param name="Contact">The recipient.</param>
/// <param name="Hits">The requests in the order of their moments.</param>
internal sealed record RecipientHits(string List, ContactId Contact, IReadOnlyList<TrackedHit> Hits);
