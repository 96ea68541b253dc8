using MailMaker.Core.Contacts;

namespace MailMaker.Core.Consent;

/// <summary>Who leaves which list, and which campaign's mail the link stood in. Holds no address.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="List">The list's name.</param>
/// <param name="Contact">The contact within the list.</param>
/// <param name="Campaign">The campaign's name.</param>
public sealed record UnsubscribeLink(string Account, string List, ContactId Contact, string Campaign);
