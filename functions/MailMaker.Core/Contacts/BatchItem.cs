namespace MailMaker.Core.Contacts;

/// <summary>One item of a batch: what is asked of one contact, or what is wrong with it.</summary>
/// <param name="Operation">What is asked.</param>
/// <param name="Key">The contact's key in canonical form; empty when it can't be read.</param>
/// <param name="Body">What is supplied; null when the contact is to be removed, or when something is wrong.</param>
/// <param name="Problems">What is wrong, with pointers into the batch; empty when all is well.</param>
public sealed record BatchItem(ContactOperation Operation, string Key, ContactBody? Body, IReadOnlyList<Problem> Problems);
