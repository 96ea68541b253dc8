using MailMaker.Core.Contacts;

namespace MailMaker.Campaigns;

/// <summary>One member of a slice as the store has it now.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Fields">Its fields as UTF-8 JSON; null when the contact is no longer on the list.</param>
/// <param name="State">What was sent to it.</param>
/// <param name="HasLeft">Whether it said goodbye.</param>
public sealed record AudienceMember(ContactId Id, byte[]? Fields, SendState State, bool HasLeft);
