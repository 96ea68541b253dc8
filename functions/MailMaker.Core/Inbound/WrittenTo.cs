using MailMaker.Core.Contacts;

namespace MailMaker.Core.Inbound;

/// <summary>Whom a mail that came back is about: a contact that we wrote to.</summary>
/// <param name="Account">The account.</param>
/// <param name="List">The list.</param>
/// <param name="Contact">The contact.</param>
/// <param name="Campaign">The campaign whose mail it was; null when not told.</param>
/// <param name="Address">The contact's e-mail address now, in canonical form; empty when the contact is gone.</param>
/// <param name="AddressCheck">What the mark says of the address that was written to (<see cref="Delivery.MailMark.CheckOf"/>); null when it is not told.</param>
/// <param name="IsSigned">Whether a mark or token of ours proves it; else the address alone says so.</param>
public sealed record WrittenTo(
    string Account, string List, ContactId Contact, string? Campaign, string Address, ushort? AddressCheck, bool IsSigned)
{
    /// <summary>Whether the contact still has the address that the mail went to, as far as is told.</summary>
    public bool HasSameAddress => Address.Length > 0 && (AddressCheck is not { } check || Delivery.MailMark.CheckOf(Address) == check);
}
