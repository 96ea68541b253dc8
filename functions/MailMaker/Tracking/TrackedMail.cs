using MailMaker.Core.Contacts;

namespace MailMaker.Tracking;

/// <summary>One mail that was sent, as its links name it.</summary>
/// <param name="Campaign">Of which campaign.</param>
/// <param name="List">Through which list.</param>
/// <param name="Contact">To whom.</param>
public sealed record TrackedMail(TrackedCampaign Campaign, string List, ContactId Contact);
