using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>A contact that has an address.</summary>
/// <param name="List">The list that it is on.</param>
/// <param name="Id">The contact.</param>
public sealed record FoundContact(ContactList List, ContactId Id);
